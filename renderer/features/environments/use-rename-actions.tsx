import { isAble } from '../../../core/environment.ts';
import type { AppError } from '../../../core/errors.ts';
import { assertNever } from '../../../core/errors.ts';
import type { RenameView } from '../../../core/rename.ts';
import { renamesWritten } from '../../api/invalidation.ts';
import { useAsk } from '../../api/use-ask.ts';
import type { Command } from '../../commands/command.ts';
import { openReview } from '../../review/review-state.ts';
import { pathOf } from '../../router/paths.ts';
import { placeHere, useEnv } from '../../router/use-env.ts';
import { useGo } from '../../router/use-go.ts';
import { confirm } from '../../state/questions.ts';
import { ArchiveText, afterArchiving } from './archive-text.tsx';
import { giveUpQuestion, isNeverArchived } from './words.ts';

interface Given {
  readonly key: string;
  readonly value: string;
}

interface Next {
  readonly title: string;
  readonly may: boolean;
  readonly run: () => void;
}

/** What can be done at the step that a rename stands at. What writes values goes through a review. */
export function useRenameActions(rename: RenameView, onClose: () => void) {
  const { id, from, to, step } = rename;
  const here = useEnv();
  const go = useGo();
  const check = useAsk('renames.check');
  const change = useAsk('renames.switch');
  const archive = useAsk('environments.archive');
  const contents = useAsk('environments.contents');
  const abandon = useAsk('renames.abandon');
  const asked = [check, change, archive, contents, abandon];
  const running = asked.some((each) => each.running);
  const canRestore = isAble(here.workspace, here.project, 'environments.restore');
  const error: AppError | undefined = asked.find((each) => each.error !== undefined)?.error;
  const settle = () => renamesWritten(from);
  const review = (given: readonly Given[], env = to) =>
    void openReview(env, { type: 'rename', renameId: id, given: [...given] }, settle);
  const doIt = async (work: () => Promise<unknown>) => {
    for (const each of asked) each.forget();
    await work();
    settle();
  };
  const askArchive = async () => {
    const found = await contents.go({ env: from });
    if (found === undefined) return;
    const yes = await confirm({
      title: `Archive ${from.slug}?`,
      text: <ArchiveText contents={found} after={afterArchiving(from.slug, canRestore)} />,
      yes: 'Archive',
      danger: true,
      typed: from.slug,
    });
    if (!yes) return;
    await archive.go({ env: from, archived: true, confirmation: from.slug });
  };
  /** The window goes along, if it stands in the old one. */
  const switchOver = async () => {
    if ((await change.go({ id })) === undefined || here.ref.slug !== from.slug) return;
    go.replace(`${pathOf({ ...placeHere(here), env: to.slug })}?rename=${encodeURIComponent(from.slug)}`);
  };
  const next = (given: readonly Given[]): Next => {
    const may = !running;
    switch (step) {
      case 'create':
        return rename.back
          ? {
              title: `Bring ${to.slug} back`,
              may,
              run: () => void doIt(() => archive.go({ env: to, archived: false, confirmation: '' })),
            }
          : { title: `Review and create ${to.slug}…`, may, run: () => review([]) };
      case 'copy':
        return {
          title: 'Review the copy…',
          may: may && given.length === rename.hidden.length,
          run: () => review(given),
        };
      case 'check':
        return { title: 'Compare row by row', may, run: () => void doIt(() => check.go({ id })) };
      case 'switch':
        return { title: `Switch to ${to.slug}`, may, run: () => void doIt(switchOver) };
      case 'archive':
        if (isNeverArchived(rename, canRestore)) return { title: leave.title, may, run: leave.run };
        if (rename.activeAgents > 0)
          return {
            title: `Review and switch off the agents of ${from.slug}…`,
            may,
            run: () => review([], from),
          };
        return { title: `Archive ${from.slug}…`, may, run: () => void doIt(askArchive) };
      case 'done':
        return { title: `Open ${to.slug}`, may, run: () => go.page('environment-variables') };
      default:
        return assertNever(step);
    }
  };
  const undo: Command = {
    id: 'rename.undo',
    title: `Undo the rename: ${from.slug} again…`,
    group: 'Environment',
    keys: ['u'],
    run: () => go.page('environments', { rename: to.slug, back: from.slug }),
  };
  const giveUp: Command = {
    id: 'rename.abandon',
    title: 'Give up the rename',
    group: 'Environment',
    keys: ['x'],
    run: () =>
      void doIt(async () => {
        const yes = await confirm(giveUpQuestion(rename));
        if (yes && (await abandon.go({ id })) !== undefined) onClose();
      }),
  };
  const leave: Command = {
    id: 'rename.leave',
    title: `Leave ${from.slug} as it is`,
    group: 'Environment',
    keys: [],
    run: () =>
      void doIt(async () => {
        if ((await abandon.go({ id })) !== undefined) onClose();
      }),
  };
  return { next, more: moreOf(rename, canRestore, { undo, giveUp, leave }), error, canRestore };
}

function moreOf(
  rename: RenameView,
  canRestore: boolean,
  { undo, giveUp, leave }: Readonly<Record<'undo' | 'giveUp' | 'leave', Command>>,
): readonly Command[] {
  const { step, canUndo } = rename;
  if (canUndo) return [undo];
  if (step === 'archive') return isNeverArchived(rename, canRestore) ? [] : [leave];
  return step === 'done' ? [] : [giveUp];
}
