import type { AppError, FileProblem, RefusalReason, Thing } from '../../core/errors.ts';
import { assertNever } from '../../core/errors.ts';
import { agentAccessTextElsewhere } from './agent-access-text.ts';
import { approvalText, refusedEnvironmentText } from './environment-text.ts';
import type { ErrorText } from './error-shape.ts';
import { keychainText } from './keychain-text.ts';
import { refusedTokenText, serverText } from './server-text.ts';
import { storeText } from './store-text.ts';

const plural = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

/** Up to three names, then how many more. */
export function nameSome(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}

/** Every expected failure in words. Complete: a new code does not compile until it has its text. */
export function errorText(error: AppError): ErrorText {
  switch (error.code) {
    case 'invalid-input':
      return {
        title: 'That was not accepted',
        what: error.issues
          .map((issue) => `${issue.path || 'The request'} ${issueText(issue.reason)}.`)
          .join(' '),
        next: 'Correct the fields named here and try again. Nothing was changed.',
      };
    case 'not-found':
      return {
        title: `No such ${thing(error.what)}`,
        what: `There is no ${thing(error.what)} “${error.name}”. It may have been renamed, archived or removed.`,
        next: 'Go back and choose one that exists.',
      };
    case 'already-exists':
      return {
        title: 'The name is taken',
        what: `There is already ${article(error.what)} “${error.name}”.`,
        next: 'Choose another name.',
      };
    case 'locked':
      return {
        title: 'The console is locked',
        what: 'Nothing can be read or written until it is unlocked.',
        next: 'Unlock it, then repeat what you were doing. Drafts are kept.',
      };
    case 'not-ready':
      return {
        title: 'Not ready yet',
        what: 'The store is still being opened.',
        next: 'Wait a moment and try again.',
      };
    case 'rate-limited':
      return {
        title: 'Too many reveals',
        what: 'Values are shown one at a time and only so many per minute.',
        next: `Try again in ${plural(Math.max(1, Math.ceil(error.retryAfterMs / 1000)), 'second')}.`,
      };
    case 'plan-gone':
      return {
        title: 'This review has expired',
        what: 'The plan behind it is no longer kept. Nothing was written.',
        next: 'Open the review again: it is made from what is there now.',
      };
    case 'confirmation-wrong':
      return {
        title: 'The confirmation does not match',
        what: `“${error.expected}” has to be typed exactly. Nothing was written.`,
        next: 'Type it again.',
      };
    case 'drift':
      if (error.keys.length === 0)
        return {
          title: 'The review has changed',
          what: 'No value moved, but what the changes are judged by did. Nothing was written.',
          next: 'Read the warnings and notes again, then confirm.',
        };
      return {
        title: 'The environment has changed',
        what: `${plural(error.keys.length, 'key')} changed since you reviewed: ${nameSome(error.keys)}. Nothing was written.`,
        next: 'Look at was, now and mine, then confirm again.',
      };
    case 'refused':
      return {
        title: error.reason === 'hidden-value' ? 'The value is hidden' : 'This is not allowed',
        ...refusal(error.reason, error.keys),
      };
    case 'incomplete':
      return {
        title: 'Could not load everything',
        what: `The list for ${thing(error.what)} “${error.name}” did not arrive completely, so it is not shown.`,
        next: 'Try again. A part is never shown as the whole.',
      };
    case 'file':
      return file(error.reason, error.name, error.limit);
    case 'store':
      return storeText(error.problem, error.path);
    case 'keychain':
      return keychainText(error.problem);
    case 'passphrase-wrong':
      return {
        title: 'Wrong passphrase',
        what: 'The passphrase does not open the store.',
        next: 'Check Caps Lock and the keyboard layout, then try again.',
      };
    case 'server':
      return serverText(error.problem, error.server, error.status);
    case 'token-refused':
      return refusedTokenText(error.why);
    case 'agent-access':
      return agentAccessTextElsewhere(error.why, error.server);
    case 'unsupported':
      return { title: `Not offered here: ${error.what}`, what: error.why, next: 'Nothing was changed.' };
    case 'approval-needed':
      return approvalText(error);
    case 'environment-refused':
      return refusedEnvironmentText(error);
    case 'internal':
      return {
        title: 'Something went wrong inside the console',
        what: `This is a defect, not something you did. Incident ${error.incident}.`,
        next: 'Try again. If it happens again, report the incident number; it holds none of your data.',
      };
    default:
      return assertNever(error);
  }
}

const issueTexts: Readonly<Record<string, string>> = {
  too_big: 'is too long or too large',
  too_small: 'is missing or too short',
  invalid_type: 'is not what was expected',
  invalid_format: 'is not written as it has to be',
  invalid_value: 'is none of the possible ones',
  'changed-meanwhile': 'was changed meanwhile',
  'a-token': 'is a token: it was neither kept nor sent',
  'already-there': 'is already in the list',
  'not-an-address': 'is not the address of a server: type a host, with or without https:// before it',
};

/** The schema's reason in words. One that has none yet is named as it is: reasons hold no input. */
const issueText = (reason: string) => issueTexts[reason] ?? `is not accepted (${reason})`;

const things: Readonly<Record<Thing, string>> = {
  workspace: 'workspace',
  connection: 'connection',
  login: 'login',
  organization: 'organization',
  project: 'project',
  environment: 'environment',
  variable: 'variable',
  agent: 'agent',
  'provider-key': 'provider key',
  queue: 'queue',
  draft: 'draft',
  'change-set': 'change set',
  rename: 'rename',
  approval: 'approval',
  import: 'import',
  version: 'version',
  file: 'file',
};

const thing = (what: Thing) => things[what];
const article = (what: Thing) => `${/^[aeio]/.test(things[what]) ? 'an' : 'a'} ${things[what]}`;

function refusal(reason: RefusalReason, keys: readonly string[]): Omit<ErrorText, 'title'> {
  const of = keys.length > 0 ? ` (${nameSome(keys)})` : '';
  switch (reason) {
    case 'read-only-environment':
      return {
        what: 'The environment is read-only: nothing is written to it, and no draft is taken.',
        next: 'Change its protection on the Environments page (Alt+8), or choose another one.',
      };
    case 'archived-environment':
      return {
        what: 'The environment is archived.',
        next: 'Bring it back on the Environments page (Alt+8) before writing to it.',
      };
    case 'environment-gone':
      return {
        what: 'The environment was archived or removed on the server meanwhile. Nothing was written.',
        next: 'Read the server again (Ctrl+R), then choose another environment.',
      };
    case 'hidden-value':
      return {
        what: `The server does not give back the value${keys.length > 0 ? ` of ${nameSome(keys)}` : ''}, so it cannot be shown, copied or moved.`,
        next: 'Where it is needed, it has to be typed.',
      };
    case 'dangerous-in-production':
      return {
        what: `A setting that weakens production${of} needs a confirmation of its own.`,
        next: 'Type the key’s name in the review, or take the row out.',
      };
    case 'reserved-key':
      return { what: `The name is reserved by the platform${of}.`, next: 'Choose another name.' };
    case 'placeholder-of-a-hidden-value':
      return {
        what: `The text looks like what a server shows instead of a hidden value${of}.`,
        next: 'Type the real value, or leave the key out.',
      };
    case 'copy-differs':
      return {
        what: `The copy is not, or not any more, what it was copied from${of}.`,
        next: 'Copy again and check it; then switch.',
      };
    case 'nothing-to-do':
      return { what: 'Everything is already as it should be.', next: 'There is nothing to apply.' };
    default:
      return assertNever(reason);
  }
}

function file(reason: FileProblem, name: string, limit: number | undefined): ErrorText {
  const says = (title: string, what: string, next: string): ErrorText => ({ title, what, next });
  switch (reason) {
    case 'too-large':
      return says(
        'The file is too large',
        `“${name}” is larger than ${limit === undefined ? 'what is read' : megabytes(limit)}. It was not read.`,
        'Choose a smaller file or split it.',
      );
    case 'not-a-regular-file':
      return says('Not a file', `“${name}” is a folder, pipe or device.`, 'Choose an ordinary text file.');
    case 'not-text':
      return says('Not a text file', `“${name}” holds bytes that are not UTF-8 text.`, 'Save it as UTF-8.');
    case 'no-certificate':
      return says(
        'No certificate in the file',
        `“${name}” holds no certificate in PEM form, or one that is damaged.`,
        'Choose the PEM file of the authority: it has a line “-----BEGIN CERTIFICATE-----”.',
      );
    case 'unreadable':
      return says('The file cannot be read', `“${name}” did not open.`, 'Check its permissions.');
    case 'exists':
      return says(
        'The file exists',
        `“${name}” is already there and is never overwritten.`,
        'Choose another name.',
      );
    case 'not-writable':
      return says(
        'The file cannot be written',
        `“${name}” could not be created there.`,
        'Choose another folder.',
      );
    case 'no-space':
      return says(
        'The disk is full',
        `“${name}” could not be written completely.`,
        'Free some space, try again.',
      );
    case 'missing':
      return says('Not found', `“${name}” is not there.`, 'Check the path and try again.');
    default:
      return assertNever(reason);
  }
}

const megabytes = (bytes: number) => `${Math.round((bytes / 1_048_576) * 10) / 10} MB`;
