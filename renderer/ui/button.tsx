import './button.css';
import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
  Tooltip,
  TooltipTrigger,
} from 'react-aria-components';
import { type Command, isEnabled } from '../commands/command.ts';
import { Kbd } from './kbd.tsx';
import { useKeyShortcut } from './use-key-shortcut.ts';

export type ButtonLook = 'plain' | 'primary' | 'danger' | 'quiet';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'style'> {
  readonly look?: ButtonLook;
  readonly icon?: ReactNode;
  /** Shown as key caps inside the button. The command registry is what makes the key work. */
  readonly chord?: string | undefined;
  readonly children: ReactNode;
}

export function Button({ look = 'plain', icon, chord, children, ...props }: ButtonProps) {
  const ref = useKeyShortcut(chord);
  return (
    <AriaButton {...props} className={`button button-${look}`} ref={ref}>
      {icon}
      <span>{children}</span>
      {chord !== undefined && <Kbd chord={chord} quiet />}
    </AriaButton>
  );
}

/** The button of a command: its title, its key, and whether it can be done now. */
export function CommandButton({
  command,
  ...props
}: Omit<ButtonProps, 'children' | 'chord' | 'onPress' | 'isDisabled'> & {
  readonly command: Command;
  readonly children?: ReactNode;
}) {
  return (
    <Button {...props} chord={command.keys[0]} isDisabled={!isEnabled(command)} onPress={() => command.run()}>
      {props.children ?? command.title}
    </Button>
  );
}

export interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'style'> {
  readonly label: string;
  readonly icon: ReactNode;
  readonly chord?: string | undefined;
}

/** A button that shows an icon only: its name and key are in the tooltip and spoken. */
export function IconButton({ label, icon, chord, ...props }: IconButtonProps) {
  const ref = useKeyShortcut(chord);
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <AriaButton {...props} aria-label={label} className="icon-button" ref={ref}>
        {icon}
      </AriaButton>
      <Tooltip className="tooltip" offset={4}>
        {label}
        {chord !== undefined && <Kbd chord={chord} />}
      </Tooltip>
    </TooltipTrigger>
  );
}
