import './keys-sheet.css';
import { useState } from 'react';
import { canonical } from '../commands/chord.ts';
import { type Command, type CommandGroup, isEnabled } from '../commands/command.ts';
import { registry } from '../commands/keyboard.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Kbd } from '../ui/kbd.tsx';

/** Keys of lists and fields themselves, which belong to no command. */
const everywhere: readonly { readonly title: string; readonly chords: readonly string[] }[] = [
  { title: 'Move in a list', chords: ['ArrowUp', 'ArrowDown'] },
  { title: 'A page up and down', chords: ['PageUp', 'PageDown'] },
  { title: 'First and last row', chords: ['Home', 'End'] },
  { title: 'Open or edit the row', chords: ['Enter'] },
  { title: 'Tick the row', chords: ['Space'] },
  { title: 'Tick several rows', chords: ['Shift+ArrowUp', 'Shift+ArrowDown'] },
  { title: 'Tick all rows', chords: ['Mod+A'] },
  { title: 'Next part of the window, and back', chords: ['Tab', 'Shift+Tab'] },
  { title: 'Close what is on top, leave a field', chords: ['Escape'] },
];

/** Every key that works here and now, in a dialog those of the dialog, straight from the registry. */
export function KeysSheet({ onClose }: { readonly onClose: () => void }) {
  const [groups] = useState(() => grouped(registry.all()));
  return (
    <Dialog title="Keyboard shortcuts" shape="wide" onClose={onClose}>
      {/* It holds the focus, so that arrows and Page Down scroll it. */}
      <div className="keys" tabIndex={-1} ref={focusOnce}>
        {groups.map(([group, commands]) => (
          <section key={group} className="keys-group">
            <h2>{group}</h2>
            <dl>
              {commands.map((command) => (
                <Line key={command.id} title={command.title} chords={command.keys} />
              ))}
            </dl>
          </section>
        ))}
        <section className="keys-group">
          <h2>Everywhere</h2>
          <dl>
            {everywhere.map((line) => (
              <Line key={line.title} {...line} />
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  );
}

const focusOnce = (element: HTMLElement | null): void => element?.focus({ preventScroll: true });

function Line({ title, chords }: { readonly title: string; readonly chords: readonly string[] }) {
  return (
    <div className="keys-line">
      <dt>{title}</dt>
      <dd>
        {chords.map((chord) => (
          <Kbd key={chord} chord={chord} />
        ))}
      </dd>
    </div>
  );
}

const inList = { typing: false, inGrid: true, pressable: false } as const;

/** A nearer command may mean something else by the same key. */
const isMeant = ({ id }: Command, chord: string): boolean =>
  registry.find(canonical(chord), inList)?.id === id;

function grouped(commands: readonly Command[]): readonly (readonly [CommandGroup, readonly Command[]])[] {
  const usable = commands
    .filter(isEnabled)
    .map((command) => ({ ...command, keys: command.keys.filter((chord) => isMeant(command, chord)) }))
    .filter(({ keys }) => keys.length > 0);
  return [...Map.groupBy(usable, (command) => command.group)];
}
