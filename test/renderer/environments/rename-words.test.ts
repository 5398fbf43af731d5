import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EnvironmentContents } from '../../../core/ipc/contract.ts';
import type { RenameStep } from '../../../core/rename.ts';
import {
  documentsText,
  historyText,
  renameMark,
  secretsText,
  variablesText,
} from '../../../renderer/features/environments/rename-words.ts';

const none: EnvironmentContents = {
  variables: 0,
  secrets: 0,
  hidden: 0,
  agents: 0,
  providerKeys: 0,
  queues: 0,
  drafts: 0,
  changeSets: 0,
  interrupted: 0,
};

describe('what a rename says of secrets', () => {
  it('is said once, where all of them are hidden and become plain', () => {
    const contents = { ...none, variables: 37, secrets: 10, hidden: 10 };
    expect(variablesText(contents)).toBe('37 variables, 10 of them secret');
    expect(secretsText(contents, false)).toBe(
      'The server hides the secret values: you type them, and they become plain, readable in the dashboard',
    );
  });

  it('keeps apart what is hidden and what is secret, where they are not the same', () => {
    expect(secretsText({ ...none, secrets: 3, hidden: 1 }, false)).toBe(
      'The server hides 1 value: you type it. Secret ones become plain, readable in the dashboard',
    );
  });

  it('is nothing where they stay as they are', () => {
    expect(secretsText({ ...none, secrets: 3 }, true)).toBe('');
    expect(secretsText(none, false)).toBe('');
    expect(secretsText(undefined, false)).toBe('');
  });
});

it('names what there is of documents', () => {
  expect(documentsText({ ...none, agents: 1, providerKeys: 3 }, false)).toBe('1 agent and 3 provider keys');
  expect(documentsText({ ...none, queues: 2 }, true)).toBe('2 queues');
  expect(documentsText(undefined, true)).toBe('agents, provider keys and queues');
});

it('speaks of a history only where there is one', () => {
  expect(historyText(none, false)).toBe('');
  expect(historyText({ ...none, changeSets: 1 }, false)).toBe('1 line of history, under the old name');
  expect(historyText({ ...none, changeSets: 2 }, true)).toBe(
    '2 lines of history and the old versions of its variables, under the old name',
  );
});

it('never counts to zero of documents and history', () => {
  const few = fc.integer({ min: 0, max: 12 });
  fc.assert(
    fc.property(few, few, few, few, fc.boolean(), (agents, providerKeys, queues, changeSets, able) => {
      const contents = { ...none, agents, providerKeys, queues, changeSets };
      for (const text of [documentsText(contents, able), historyText(contents, able)])
        expect(text).not.toMatch(/\b0\b|^ | and $|, $/);
    }),
  );
});

describe('the two environments of a rename', () => {
  const env = (slug: string) => ({ workspaceId: 'w', projectId: 'p', slug });
  const at = (step: RenameStep) => {
    const renames = [{ from: env('stage'), to: env('qa'), step }];
    return ['stage', 'qa', 'prod'].map((slug) => renameMark(renames, slug));
  };

  it.each(['copy', 'check', 'switch'] as const)('the new one is a copy before it takes over: %s', (step) => {
    expect(at(step)).toEqual([undefined, 'Copy of stage', undefined]);
  });

  it('the old one is told apart until it is archived', () => {
    expect(at('archive')).toEqual(['Old: renamed to qa', undefined, undefined]);
  });

  it.each(['create', 'done'] as const)('is one alone, and needs no word: %s', (step) => {
    expect(at(step)).toEqual([undefined, undefined, undefined]);
  });
});
