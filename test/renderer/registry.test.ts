import { describe, expect, it } from 'vitest';
import type { Command } from '../../renderer/commands/command.ts';
import { createRegistry, type Focus } from '../../renderer/commands/registry.ts';

const command = (id: string, keys: readonly string[], more: Partial<Command> = {}): Command => ({
  id,
  title: id,
  group: 'Console',
  keys,
  run: () => undefined,
  ...more,
});
const body: Focus = { typing: false, inGrid: false, pressable: false };
const field: Focus = { ...body, typing: true };
const grid: Focus = { ...body, inGrid: true };

describe('the registry of commands', () => {
  it('lets the page win over the frame, whichever was mounted first', () => {
    const registry = createRegistry();
    registry.add('page', [command('page', ['Mod+D'])]);
    registry.add('frame', [command('frame', ['Mod+D'])]);
    expect(registry.find('Mod+D', body)?.id).toBe('page');
  });

  it('gives the keys to the dialog on top, except those that count anywhere', () => {
    const registry = createRegistry();
    registry.add('page', [command('new', ['n'])]);
    registry.add('frame', [command('lock', ['Mod+L'], { when: 'anywhere' })]);
    const close = registry.push('dialog');
    registry.add('dialog', [command('next', ['Mod+Enter'])]);
    expect(registry.find('N', body)).toBeUndefined();
    expect(registry.find('Mod+Enter', body)?.id).toBe('next');
    expect(registry.find('Mod+L', body)?.id).toBe('lock');
    expect(registry.below().map((each) => each.id)).toEqual(['new', 'lock']);
    close();
    expect(registry.find('N', body)?.id).toBe('new');
  });

  it('tells when other commands may be valid', () => {
    const registry = createRegistry();
    let told = 0;
    const stop = registry.onChange(() => {
      told += 1;
    });
    const entry = registry.add('page', []);
    entry.update([command('new', ['n'])]);
    expect(told).toBe(1);
    registry.push('dialog')();
    expect(told).toBe(3);
    entry.remove();
    expect(told).toBe(4);
    stop();
    registry.add('page', []).update([command('new', ['n'])]);
    expect(told).toBe(4);
  });

  it('leaves letters, and the keys that edit text, to a text field', () => {
    const registry = createRegistry();
    registry.add('page', [
      command('new', ['n']),
      command('undo', ['Mod+Z']),
      command('save', ['Mod+S']),
      command('leave', ['Escape'], { inFields: true }),
    ]);
    expect(registry.find('N', field)).toBeUndefined();
    expect(registry.find('Mod+Z', field)).toBeUndefined();
    expect(registry.find('Mod+Z', body)?.id).toBe('undo');
    expect(registry.find('Mod+S', field)?.id).toBe('save');
    expect(registry.find('Escape', field)?.id).toBe('leave');
  });

  it('keeps a grid command to the grid, and Space and Enter to a focused button', () => {
    const registry = createRegistry();
    registry.add('page', [command('tick', ['Space'], { when: 'grid' }), command('edit', ['Enter'])]);
    expect(registry.find('Space', body)).toBeUndefined();
    expect(registry.find('Space', grid)?.id).toBe('tick');
    expect(registry.find('Space', { ...grid, pressable: true })).toBeUndefined();
    expect(registry.find('Enter', { ...body, pressable: true })).toBeUndefined();
  });

  it('passes over a command that cannot be done now', () => {
    const registry = createRegistry();
    registry.add('page', [command('off', ['F7'], { enabled: () => false })]);
    registry.add('frame', [command('on', ['F7'])]);
    expect(registry.find('F7', body)?.id).toBe('on');
  });

  it('runs the newest version of a command, and none after it is gone', () => {
    const registry = createRegistry();
    const added = registry.add('page', [command('old', ['n'])]);
    added.update([command('fresh', ['n'])]);
    expect(registry.all().map((each) => each.id)).toEqual(['fresh']);
    added.remove();
    expect(registry.find('N', body)).toBeUndefined();
  });
});
