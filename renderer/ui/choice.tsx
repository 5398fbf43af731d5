import './choice.css';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { Kbd } from './kbd.tsx';
import { useKeyShortcut } from './use-key-shortcut.ts';

/** One way to go on: a title and what it means. */
export function Choice({
  icon,
  title,
  text,
  chord,
  onPress,
  isDisabled = false,
  autoFocus = false,
}: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
  readonly chord?: string;
  readonly onPress: () => void;
  readonly isDisabled?: boolean;
  readonly autoFocus?: boolean;
}) {
  const ref = useKeyShortcut(chord);
  return (
    <Button className="choice" onPress={onPress} isDisabled={isDisabled} autoFocus={autoFocus} ref={ref}>
      {icon}
      <span>
        <span className="choice-title">{title}</span>
        <span className="choice-text">{text}</span>
      </span>
      {chord !== undefined && <Kbd chord={chord} quiet />}
    </Button>
  );
}
