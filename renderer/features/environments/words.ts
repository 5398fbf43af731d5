import {
  type Environment,
  type EnvironmentColour,
  isBranch,
  type Protection,
} from '../../../core/environment.ts';
import type { RenameView } from '../../../core/rename.ts';
import type { Question } from '../../state/questions.ts';

export const colourNames: Readonly<Record<EnvironmentColour, string>> = {
  green: 'Green',
  amber: 'Amber',
  violet: 'Violet',
  blue: 'Blue',
  teal: 'Teal',
  pink: 'Pink',
  slate: 'Slate',
};

export const protectionTexts: Readonly<Record<Protection, string>> = {
  off: 'Off: a review and nothing more',
  warn: 'Warn: every review says that it is protected',
  'type-slug': 'Type the slug in every review',
  'read-only': 'Read-only: nothing is written',
};

/** In a list, beside others. */
export const protectionNames: Readonly<Record<Protection, string>> = {
  off: 'No extra check',
  warn: 'Warns first',
  'type-slug': 'Asks for the slug',
  'read-only': 'Read-only',
};

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** What is told once an environment was made: the slug, too, where its name does not say it. */
export const createdText = (slug: string, name: string): string =>
  isBranch(slug)
    ? `${name} was created.`
    : `${name.toLowerCase() === slug ? name : `${name} (${slug})`} was created. It is empty.`;

/** Whether its workspace never archives it: a server, which brings none back, keeps every production environment. */
export const isNeverArchived = ({ kind }: Pick<Environment, 'kind'>, canRestore: boolean): boolean =>
  kind === 'production' && !canRestore;

export const neverArchivedText = (name: string): string =>
  `The server archives no production environment: ${name} stays as it is.`;

/** What is asked before a rename is given up. */
export function giveUpQuestion({ from, to, step }: Pick<RenameView, 'from' | 'to' | 'step'>): Question {
  const stays = step === 'create' ? 'Nothing was made yet.' : `${to.slug} stays as it is.`;
  const old = step === 'archive' ? 'stays beside it' : 'was not changed';
  return {
    title: `Give up renaming ${from.slug}?`,
    text: `${stays} ${from.slug} ${old}.`,
    yes: 'Give up',
    danger: true,
  };
}
