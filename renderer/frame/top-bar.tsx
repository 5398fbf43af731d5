import './top-bar.css';
import Keyboard from 'lucide-react/icons/keyboard';
import Lock from 'lucide-react/icons/lock';
import Search from 'lucide-react/icons/search';
import { Button as AriaButton } from 'react-aria-components';
import { useOverlays } from '../state/overlays.ts';
import { IconButton } from '../ui/button.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { useKeyShortcut } from '../ui/use-key-shortcut.ts';
import { lock } from './console-commands.tsx';
import { Switcher } from './switcher.tsx';

/** The line that never changes its place: where you are, and the way to everything else. */
export function TopBar() {
  const opened = useOverlays((state) => state.opened);
  const find = useKeyShortcut('Mod+K');
  return (
    <div className="top-bar">
      <Switcher />
      <AriaButton className="top-find" onPress={() => opened('palette')} ref={find}>
        <Search size={14} aria-hidden />
        <span>Find or do anything</span>
        <Kbd chord="Mod+K" quiet />
      </AriaButton>
      <IconButton
        label="Keyboard shortcuts"
        chord="?"
        icon={<Keyboard size={16} />}
        onPress={() => opened('keys')}
      />
      <IconButton label="Lock the console" chord="Mod+L" icon={<Lock size={16} />} onPress={lock} />
    </div>
  );
}
