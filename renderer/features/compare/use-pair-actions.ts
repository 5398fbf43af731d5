import type { CompareRow } from '../../../core/compare.ts';
import type { EnvironmentRef } from '../../../core/environment.ts';
import type { Pair } from '../../../core/pairs.ts';
import { asAppError, ask } from '../../api/bridge.ts';
import { errorText } from '../../api/error-text.ts';
import { projectKey, useEnv } from '../../router/use-env.ts';
import { useGo } from '../../router/use-go.ts';
import { usePromotion } from '../../state/promotion.ts';
import { toast, undoAction } from '../../state/toasts.ts';
import { carriable, carriedText, nothingCarried } from './carry.ts';

type Sides<T> = { readonly [Side in 'left' | 'right']: T };

interface Input {
  readonly refs: Sides<EnvironmentRef>;
  readonly names: Sides<string>;
  readonly pair: Pair;
}

/** What leaves this page: rows carried across as drafts, and keys brought to a promotion. */
export function usePairActions({ refs, names, pair }: Input) {
  const here = useEnv();
  const go = useGo();
  const { happened } = usePromotion(projectKey(here.ref));

  const carry = async (rows: readonly CompareRow[], from: 'left' | 'right') => {
    const to = from === 'left' ? 'right' : 'left';
    const found = carriable(rows, from);
    if (found.keys.length === 0) return toast('info', nothingCarried(found, names[from]));
    // What is taken back later is this, whatever was edited or carried since.
    const undoGroup = crypto.randomUUID();
    try {
      const { carried, left } = await ask('drafts.carry', {
        env: refs[to],
        from: refs[from],
        keys: [...found.keys],
        undoGroup,
      });
      const { tone, text } = carriedText(names[to], carried, left, found.mustDiffer);
      const undo = () => void ask('drafts.undo', { env: refs[to], undoGroup }).catch(told);
      toast(tone, text, carried.length === 0 ? undefined : undoAction(undo), refs[to].workspaceId);
    } catch (thrown) {
      told(thrown);
    }
  };

  return {
    carry: (rows: readonly CompareRow[], from: 'left' | 'right') => void carry(rows, from),
    promote: (rows: readonly CompareRow[]) => {
      const found = carriable(rows, 'left');
      if (found.keys.length === 0) return toast('info', nothingToPromote(names));
      const { keys } = found;
      happened({ type: 'keys-brought', pair, keys });
      go.page('promote');
    },
  };
}

const nothingToPromote = (names: Sides<string>): string =>
  `Nothing to promote from ${names.left} to ${names.right}: hidden, not set, or the same in both.`;

function told(thrown: unknown): void {
  const { title, what } = errorText(asAppError(thrown));
  toast('bad', `${title}. ${what}`);
}
