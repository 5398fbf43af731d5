import type { ReactNode } from 'react';
import { create } from 'zustand';

export interface Question {
  readonly title: string;
  readonly text: ReactNode;
  /** The verb on the button that says yes. */
  readonly yes: string;
  /** The same on the button that says no; absent: "Cancel". */
  readonly no?: string;
  /** What goes cannot be had back: Cancel has the focus, and one key more than meant throws nothing away. */
  readonly danger?: boolean;
  /** Must be typed before yes can be pressed: a slug, a key. */
  readonly typed?: string;
}

interface Asked extends Question {
  readonly answer: (yes: boolean) => void;
}

interface Questions {
  readonly asked: Asked | undefined;
  readonly questionAsked: (asked: Asked) => void;
  readonly answered: () => void;
}

export const useQuestions = create<Questions>((set) => ({
  asked: undefined,
  questionAsked: (asked) => set({ asked }),
  answered: () => set({ asked: undefined }),
}));

/** Ask before something that cannot simply be taken back. Resolves with what the person answered. */
export function confirm(question: Question): Promise<boolean> {
  useQuestions.getState().asked?.answer(false);
  return new Promise((answer) => useQuestions.getState().questionAsked({ ...question, answer }));
}
