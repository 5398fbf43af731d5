import './choice.css';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { ariaKeys } from '../commands/key-text.ts';
import { mac } from '../commands/keyboard.ts';
import { Kbd } from './kbd.tsx';

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
  return (
    <Button
      className="choice"
      onPress={onPress}
      isDisabled={isDisabled}
      autoFocus={autoFocus}
      {...(chord === undefined ? {} : { 'aria-keyshortcuts': ariaKeys(chord, mac) })}
    >
      {icon}
      <span>
        <span className="choice-title">{title}</span>
        <span className="choice-text">{text}</span>
      </span>
      {chord !== undefined && <Kbd chord={chord} quiet />}
    </Button>
  );
}
