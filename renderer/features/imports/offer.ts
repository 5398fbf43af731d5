import { create } from 'zustand';
import type { ImportFile, ImportPreview } from '../../../core/imports.ts';

/** A file that the window itself turned down before main saw it. */
export interface Turned {
  readonly fileName: string;
  readonly text: string;
}

/** Files that were just picked, dropped or pasted, as main holds them: names and ids, never a value. */
export interface Offer {
  readonly importId: string;
  readonly target: ImportPreview['target'];
  readonly turned: readonly Turned[];
  /** Where the person was: Escape leads back, and pasted text belongs to the environment there. */
  readonly from: string;
  /** The environment that pasted text is taken for; it has no file name to tell. */
  readonly slug: string | undefined;
}

/** Takes more files to those that are on the page. */
export type AddFiles = (files: readonly ImportFile[], turned: readonly Turned[]) => Promise<void>;

interface Offers {
  readonly offer: Offer | undefined;
  readonly turnedDown: readonly Turned[];
  /** There while files are being looked at: what is picked, dropped or pasted then comes to them. */
  readonly add: AddFiles | undefined;
  readonly lookedAt: (add: AddFiles | undefined) => void;
  readonly offered: (offer: Offer) => void;
  readonly nothingUsable: (turned: readonly Turned[]) => void;
  readonly finished: () => void;
}

/** What the import page looks at. */
export const useOffers = create<Offers>((set) => ({
  offer: undefined,
  turnedDown: [],
  add: undefined,
  lookedAt: (add) => set({ add }),
  offered: (offer) => set({ offer, turnedDown: [] }),
  nothingUsable: (turned) => set({ offer: undefined, turnedDown: turned }),
  finished: () => set({ offer: undefined, turnedDown: [] }),
}));
