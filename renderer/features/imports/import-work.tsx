import { useQuery } from '@tanstack/react-query';
import { useEffect, useReducer, useState } from 'react';
import { NewSlug } from '../../../core/environment.ts';
import type { ImportPreview, ImportResult, ImportTarget } from '../../../core/imports.ts';
import { asAppError, ask } from '../../api/bridge.ts';
import { scopeQueries } from '../../api/scope-queries.ts';
import type { Command } from '../../commands/command.ts';
import { useCommands } from '../../commands/use-commands.ts';
import { useReady } from '../../router/ready.ts';
import { useGo } from '../../router/use-go.ts';
import { CommandButton } from '../../ui/button.tsx';
import { ErrorNote, ErrorState, Loading } from '../../ui/states.tsx';
import { countsOf, decisionsAfter, noDecisions } from './decisions.ts';
import { FileCard } from './file-card.tsx';
import { FileRows } from './file-rows.tsx';
import { importQueries } from './import-queries.ts';
import { ImportReview } from './import-review.tsx';
import { type Offer, useOffers } from './offer.ts';
import { choosingHint } from './pick-files.ts';
import { isComplete, TargetFields } from './target-fields.tsx';
import { TurnedDown } from './turned-down.tsx';
import { useImportSteps } from './use-import-steps.ts';
import { useIntake } from './use-intake.ts';
import { useMoreFiles } from './use-more-files.ts';

export interface ImportWorkProps {
  readonly offer: Offer;
  readonly onImported: (result: ImportResult) => void;
}

/** The files at the left, the rows of the one in hand at the right, the way on at the bottom. */
export function ImportWork({ offer, onImported }: ImportWorkProps) {
  const go = useGo();
  const intake = useIntake();
  const [target, setTarget] = useState(offer.target);
  const [decisions, happened] = useReducer(decisionsAfter, noDecisions);
  const [selected, setSelected] = useState(0);
  const [slugs, setSlugs] = useState<ReadonlyMap<number, string>>(new Map());
  const preview = useQuery(
    importQueries.preview(offer.importId, settled(target), decisions.files, isComplete(target)),
  );
  const steps = useImportSteps(offer.importId, onImported);
  const files = preview.data?.files ?? [];
  const turned = useMoreFiles(offer.importId, (changed) => {
    happened({ type: 'files-came', changed });
    setSelected(changed[0] ?? selected);
    steps.back();
  });
  usePastedPlace(offer, preview.data, (all, index, slug) =>
    happened({ type: 'file-placed', all, index, place: { slug } }),
  );
  useReady(preview.data !== undefined || preview.error !== null);
  const slugsValid = [...slugs.values()].every((text) => NewSlug.safeParse(text).success);
  const allMade = files.every((file) => file.cannotMake === undefined);
  const something = files.some((file) => file.role !== 'skip' && countsOf(file, decisions).taken > 0);
  const review: Command = {
    id: 'import.review',
    title: 'Review',
    group: 'Import and export',
    keys: ['Mod+Enter'],
    inFields: true,
    enabled: () =>
      something && slugsValid && allMade && isComplete(target) && !preview.isPlaceholderData && !steps.busy,
    run: () => steps.review(settled(target), decisions),
  };
  const leave: Command = {
    id: 'import.cancel',
    title: 'Cancel',
    group: 'Import and export',
    keys: ['Escape'],
    run: () => {
      void ask('imports.discard', { importId: offer.importId });
      useOffers.getState().finished();
      go.path(offer.from === '/import' ? '/' : offer.from);
    },
  };
  const pickMore: Command = {
    id: 'import.pick',
    title: 'More files…',
    group: 'Import and export',
    keys: ['Mod+O'],
    run: () => void intake.pick(),
  };
  const step = (by: number) => setSelected((now) => (now + by + files.length) % Math.max(1, files.length));
  useCommands([
    review,
    leave,
    pickMore,
    {
      id: 'import.target',
      title: 'To the project that it goes into',
      group: 'Import and export',
      keys: ['p'],
      run: () => document.querySelector<HTMLElement>('.import-target :is(input, button)')?.focus(),
    },
    {
      id: 'import.next',
      title: 'Next file',
      group: 'Import and export',
      keys: ['F7', ']'],
      run: () => step(1),
    },
    {
      id: 'import.previous',
      title: 'Previous file',
      group: 'Import and export',
      keys: ['Shift+F7', '['],
      run: () => step(-1),
    },
  ]);
  if (preview.data === undefined)
    return preview.error === null ? (
      <Loading label="Reading the files" />
    ) : (
      <ErrorState error={asAppError(preview.error)} actions={<CommandButton command={leave} />} />
    );
  const current = files[Math.min(selected, files.length - 1)];
  return (
    <div className="import">
      <Head
        count={files.length}
        target={target}
        names={files.map((file) => file.fileName)}
        onTarget={setTarget}
      />
      <div className="import-body">
        <ul className="import-files" aria-label="Files">
          {files.map((file) => (
            <FileCard
              key={file.index}
              file={file}
              counts={countsOf(file, decisions)}
              selected={file === current}
              onSelect={() => setSelected(file.index)}
              onPlace={(place) => happened({ type: 'file-placed', all: files, index: file.index, place })}
              slugText={slugs.get(file.index) ?? file.slug}
              onSlugText={(text) => setSlugs(new Map(slugs).set(file.index, text))}
            />
          ))}
          <li>
            <TurnedDown files={[...offer.turned, ...turned, ...preview.data.rejected]} />
          </li>
          <li className="import-others">
            <CommandButton command={pickMore} look="quiet" />
            <p className="soft">
              {choosingHint} They are added to these; a file of the same name replaces the one that is here.
            </p>
          </li>
        </ul>
        {current !== undefined && (
          <FileRows key={current.index} file={current} decisions={decisions} happened={happened} />
        )}
      </div>
      <footer className="import-foot">
        {steps.error !== undefined && steps.plan === undefined && <ErrorNote error={steps.error} />}
        {preview.error !== null && <ErrorNote error={asAppError(preview.error)} />}
        <span className="import-foot-note soft">
          {something ? 'Nothing is written before the review.' : 'Nothing is taken yet.'}
        </span>
        <CommandButton command={leave} />
        <CommandButton command={review} look="primary" />
      </footer>
      {steps.plan !== undefined && (
        <ImportReview
          plan={steps.plan}
          applying={steps.busy}
          error={steps.error}
          onApply={steps.apply}
          onClose={steps.back}
        />
      )}
    </div>
  );
}

function Head({
  count,
  target,
  names,
  onTarget,
}: {
  readonly count: number;
  readonly target: ImportTarget;
  readonly names: readonly string[];
  readonly onTarget: (target: ImportTarget) => void;
}) {
  const scope = useQuery(scopeQueries.list());
  return (
    <header className="import-top">
      <h1>{count === 0 ? 'Nothing to import' : count === 1 ? 'Import 1 file' : `Import ${count} files`}</h1>
      <TargetFields
        target={target}
        workspaces={scope.data?.workspaces ?? []}
        fileNames={names}
        onChange={onTarget}
      />
    </header>
  );
}

/** Names as they will be stored, so that a blank typed at the end does not ask for another preview. */
function settled(target: ImportTarget): ImportTarget {
  if (target.type === 'project') return target;
  return { ...target, organization: target.organization.trim(), name: target.name.trim() };
}

/** Pasted text has no file name: it belongs to the environment where it was pasted. */
function usePastedPlace(
  offer: Offer,
  preview: ImportPreview | undefined,
  place: (all: ImportPreview['files'], index: number, slug: string) => void,
): void {
  const [placed, setPlaced] = useState(false);
  useEffect(() => {
    const [file] = preview?.files ?? [];
    if (placed || file === undefined || preview === undefined) return;
    setPlaced(true);
    if (offer.slug !== undefined && NewSlug.safeParse(offer.slug).success && file.slug !== offer.slug)
      place(preview.files, file.index, offer.slug);
  }, [placed, preview, offer.slug, place]);
}
