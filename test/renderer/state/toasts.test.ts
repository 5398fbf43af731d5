import { beforeEach, expect, it } from 'vitest';
import { toast, toastHere, undoAction, useToasts, withdrawToasts } from '../../../renderer/state/toasts.ts';

const texts = () => useToasts.getState().shown.map(({ text }) => text);

beforeEach(() => {
  for (const { id } of useToasts.getState().shown) useToasts.getState().dismissed(id);
});

it('says once what is said again', () => {
  for (let n = 0; n < 3; n += 1) toast('bad', 'It is read-only.');
  toast('bad', 'Something else.');
  toast('bad', 'It is read-only.');
  expect(texts()).toEqual(['Something else.', 'It is read-only.']);
});

it('keeps what can still be taken back while less is said after it', () => {
  const undo = undoAction(() => undefined);
  toast('good', 'Done.', undo);
  toast('info', 'Copied.');
  toast('info', 'Redone.');
  expect(texts()).toEqual(['Done.', 'Redone.']);
});

it('shows two at most: the older ones go', () => {
  const undo = undoAction(() => undefined);
  for (const text of ['First.', 'Second.', 'Third.']) toast('good', text, undo);
  expect(texts()).toEqual(['Second.', 'Third.']);
});

it('forgets with the environment what was said of it, and nothing else', () => {
  toastHere('bad', 'It is read-only.');
  toast('bad', 'The server did not answer.');
  useToasts.getState().environmentLeft();
  expect(texts()).toEqual(['The server did not answer.']);
});

it('takes back what is of a workspace that is gone, with the way to undo it', () => {
  const undo = undoAction(() => undefined);
  toast('good', 'Applied there.', undo, 'gone');
  toast('good', 'Applied here.', undo, 'stays');
  withdrawToasts(({ workspaceId }) => workspaceId === 'gone');
  expect(texts()).toEqual(['Applied here.']);
});
