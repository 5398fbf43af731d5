import { canonical, isTyping } from './chord.ts';
import { type Command, isEnabled } from './command.ts';

/** What the dispatcher needs to know of the focused element. */
export interface Focus {
  /** Text is typed there, or letters choose an item (a list box, a menu). */
  readonly typing: boolean;
  readonly inGrid: boolean;
  /** Space and Enter already mean something there: a button, a link, a tick box. */
  readonly pressable: boolean;
}

interface Entry {
  readonly layer: string;
  commands: readonly Command[];
}

/** The commands of what is mounted now, by layer: a dialog lies over the page and takes the keys. */
export function createRegistry() {
  const entries: Entry[] = [];
  const layers: string[] = ['page'];
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };

  const reachable = (entry: Entry, command: Command) =>
    command.when === 'anywhere' ||
    entry.layer === layers.at(-1) ||
    (entry.layer === 'frame' && layers.at(-1) === 'page');

  /** The most recently mounted first, the frame last: what a page does with a key is what is meant there. */
  const byNearness = () => [
    ...entries.filter((entry) => entry.layer !== 'frame').reverse(),
    ...entries.filter((entry) => entry.layer === 'frame').reverse(),
  ];

  const firstOfEach = (fits: (entry: Entry, command: Command) => boolean): readonly Command[] => {
    const found = new Map<string, Command>();
    for (const entry of byNearness())
      for (const command of entry.commands)
        if (fits(entry, command) && !found.has(command.id)) found.set(command.id, command);
    return [...found.values()];
  };

  return {
    add(layer: string, commands: readonly Command[]) {
      const entry: Entry = { layer, commands };
      entries.push(entry);
      return {
        update: (next: readonly Command[]) => {
          entry.commands = next;
          changed();
        },
        remove: () => {
          entries.splice(entries.indexOf(entry), 1);
          changed();
        },
      };
    },
    push(layer: string): () => void {
      layers.push(layer);
      changed();
      return () => {
        layers.splice(layers.lastIndexOf(layer), 1);
        changed();
      };
    },
    /** Be told when other commands may be the valid ones. */
    onChange(listener: () => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Valid here and now, one per id. */
    all: () => firstOfEach(reachable),
    /** The page's and the frame's, whatever lies over them: what the palette and the sheet of keys show. */
    below: () => firstOfEach((entry) => entry.layer === 'page' || entry.layer === 'frame'),
    /** The command that a chord runs with this focus, if any. The nearest wins. */
    find(chord: string, focus: Focus): Command | undefined {
      return firstOfEach(reachable).find(
        (command) =>
          command.keys.some((key) => canonical(key) === chord) &&
          fits(command, chord, focus) &&
          isEnabled(command),
      );
    },
  };
}

/** Keys that belong to the text being edited, never to a command. */
const editing = new Set(
  ['A', 'C', 'V', 'X', 'Z', 'Y', 'Shift+Z', 'ArrowLeft', 'ArrowRight', 'Home', 'End'].map(
    (key) => `Mod+${key}`,
  ),
);

function fits(command: Command, chord: string, focus: Focus): boolean {
  if (command.when === 'grid' && !focus.inGrid) return false;
  if (focus.typing) {
    if (editing.has(chord)) return false;
    if (isTyping(chord) && command.inFields !== true) return false;
  }
  return !(focus.pressable && (chord === 'Space' || chord === 'Enter'));
}
