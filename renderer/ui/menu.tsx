import './popover.css';
import './select.css';
import type { ReactNode } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { type Command, isEnabled } from '../commands/command.ts';
import { ariaKeys } from '../commands/key-text.ts';
import { mac } from '../commands/keyboard.ts';
import { Kbd } from './kbd.tsx';

export interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactNode;
  readonly label: string;
  readonly commands: readonly Command[];
}

/** A menu of commands, each with its key. */
export function Menu({ trigger, label, commands }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className="popover" placement="bottom end" offset={4}>
        <AriaMenu
          className="menu"
          aria-label={label}
          onAction={(id) => commands.find((command) => command.id === id)?.run()}
          disabledKeys={commands.filter((command) => !isEnabled(command)).map((command) => command.id)}
        >
          {commands.map((command) => (
            <MenuItem
              key={command.id}
              id={command.id}
              textValue={command.title}
              className="menu-item"
              {...(command.keys[0] === undefined
                ? {}
                : { 'aria-keyshortcuts': ariaKeys(command.keys[0], mac) })}
            >
              {command.title}
              {command.keys[0] !== undefined && <Kbd chord={command.keys[0]} quiet />}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
