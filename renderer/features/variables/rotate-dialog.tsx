import { useQueries } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import type { Environment } from '../../../core/environment.ts';
import { protectionOf } from '../../../core/protection.ts';
import { ask } from '../../api/bridge.ts';
import { useWork } from '../../api/use-work.ts';
import { variableQueries } from '../../api/variable-queries.ts';
import type { Command } from '../../commands/command.ts';
import { openReviews } from '../../review/review-state.ts';
import { siblingRef, useEnv } from '../../router/use-env.ts';
import { closeTyped } from '../../state/close-typed.ts';
import { confirm, type Question } from '../../state/questions.ts';
import { toast } from '../../state/toasts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { DialogCommands } from '../../ui/dialog-commands.tsx';
import { ErrorNote } from '../../ui/states.tsx';
import { CheckLines } from './check-lines.tsx';
import { blocks, type Check, checkValue } from './checks.ts';
import { EnvironmentTicks } from './environment-ticks.tsx';
import type { VariableRow } from './row.ts';
import { useDraftsAt } from './use-drafts-at.ts';
import { ValueField } from './value-field.tsx';

const emptyQuestion = (key: string, count: number): Question => ({
  title: `Set ${key} to an empty value?`,
  text: `No value was typed: it would be empty in ${count === 1 ? 'one environment' : `${count} environments`}.`,
  yes: 'Set it empty',
  danger: true,
});

/** One value for a key in several environments, each through a review of its own, one after the other. */
export function RotateDialog({ row, onClose }: { readonly row: VariableRow; readonly onClose: () => void }) {
  const here = useEnv();
  const { key } = row;
  const lists = useQueries({
    queries: here.environments.map((each) => variableQueries.list(siblingRef(here, each.slug))),
  });
  const having = useMemo(
    () =>
      new Set(
        here.environments.flatMap((each, index) =>
          lists[index]?.data?.rows.some((variable) => variable.key === key) === true ? each.slug : [],
        ),
      ),
    [here.environments, lists, key],
  );
  /** Ticked or unticked by hand: where the key is set may be known a moment later. */
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map());
  // Production is among them: nothing is written there before its slug was typed.
  const isUsual = (each: Environment) => having.has(each.slug) && protectionOf(each) !== 'read-only';
  const ticked = new Set(
    here.environments.filter((each) => chosen.get(each.slug) ?? isUsual(each)).map((each) => each.slug),
  );
  const draftAt = useDraftsAt([key]);
  const value = useRef((): string => '');
  const [checks, setChecks] = useState<readonly Check[]>([]);
  /** Whether somebody wanted to go on: then what is missing is said. */
  const [tried, setTried] = useState(false);
  const { run, error } = useWork();
  const ready = ticked.size > 0 && !blocks(checks);
  const close = () => void closeTyped(value.current() !== '', onClose);

  /** The environments in which it became a draft; undefined when nothing was kept. */
  const put = async (): Promise<readonly string[] | undefined> => {
    // As it is now: what is typed while some have it already would give the others another value.
    const text = value.current();
    if (text === '' && !(await confirm(emptyQuestion(key, ticked.size)))) return undefined;
    const slugs = here.environments.map((each) => each.slug).filter((slug) => ticked.has(slug));
    const drafted: string[] = [];
    for (const slug of slugs) {
      const patches = [{ key, value: text, kind: row.meta.kind }];
      const { drafts } = await ask('drafts.put', { env: siblingRef(here, slug), patches });
      if (drafts.length > 0) drafted.push(slug);
    }
    const already = slugs.filter((slug) => !drafted.includes(slug));
    if (already.length > 0) toast('info', `${key} already has this value in ${already.join(', ')}.`);
    return drafted;
  };
  const keepDrafts = async () => {
    const slugs = await run(put);
    if (slugs === undefined) return;
    if (slugs.length > 0)
      toast(
        'good',
        `${key} is a draft in ${slugs.length === 1 ? slugs[0] : `${slugs.length} environments`}.`,
      );
    onClose();
  };
  const review = async () => {
    const slugs = await run(put);
    if (slugs === undefined) return;
    onClose();
    openReviews(
      slugs.map((slug) => ({ env: siblingRef(here, slug), source: { type: 'drafts', keys: [key] } })),
    );
  };
  const commands: readonly Command[] = [
    {
      id: 'rotate.review',
      title: 'Set and review',
      group: 'Variables',
      keys: ['Mod+Enter'],
      run: () => (ready ? void review() : setTried(true)),
    },
  ];
  return (
    <Dialog
      title={
        <>
          Set <bdi className="mono">{key}</bdi> in several environments
        </>
      }
      onClose={close}
      actions={
        <>
          <Button onPress={close}>Cancel</Button>
          <Button isDisabled={!ready} onPress={() => void keepDrafts()}>
            Keep as drafts
          </Button>
          <Button look="primary" chord="Mod+Enter" isDisabled={!ready} onPress={() => void review()}>
            Set and review
          </Button>
        </>
      }
    >
      <DialogCommands commands={commands} />
      <ValueField
        initial=""
        rows={3}
        autoFocus
        onTyped={(read) => {
          value.current = read;
          setChecks(checkValue(key, read(), here.environment.kind));
        }}
      />
      <CheckLines checks={checks} />
      <EnvironmentTicks
        label="In these environments"
        environments={here.environments}
        ticked={ticked}
        onToggle={(slug) => setChosen(new Map(chosen).set(slug, !ticked.has(slug)))}
        says={(slug) => draftAt(slug) ?? (having.has(slug) ? 'replaces its value' : 'not set there yet')}
      />
      {tried && ticked.size === 0 && (
        <p className="note note-bad" role="alert">
          Tick an environment first.
        </p>
      )}
      {error !== undefined && <ErrorNote error={error} />}
    </Dialog>
  );
}
