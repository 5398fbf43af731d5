import './kbd.css';
import { keyCaps } from '../commands/key-text.ts';
import { mac } from '../commands/keyboard.ts';

/** A chord as key caps. Hidden from screen readers where `aria-keyshortcuts` already says it. */
export function Kbd({ chord, quiet = false }: { readonly chord: string; readonly quiet?: boolean }) {
  return (
    <kbd className="kbd" {...(quiet ? { 'aria-hidden': true } : {})}>
      {keyCaps(chord, mac).map((cap) => (
        <span key={cap}>{cap}</span>
      ))}
    </kbd>
  );
}
