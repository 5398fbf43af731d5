import { useState } from 'react';
import type { Environment } from '../../../core/environment.ts';
import type { AppError } from '../../../core/errors.ts';
import type { Output } from '../../../core/ipc/contract.ts';
import { asAppError, ask } from '../../api/bridge.ts';
import type { Command } from '../../commands/command.ts';
import { useCommands } from '../../commands/use-commands.ts';
import { Button, CommandButton } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { ErrorNote } from '../../ui/states.tsx';
import type { ExportRequest } from './export-request.ts';

export interface ExportFormProps {
  readonly request: ExportRequest;
  readonly environments: readonly Environment[];
  readonly path: string;
  readonly onRequest: (request: ExportRequest) => void;
  readonly onPath: (path: string) => void;
  readonly onWritten: (result: Output<'exports.write'>) => void;
  readonly onClose: () => void;
}

const formats = [
  { id: 'dotenv', text: 'dotenv (.env)' },
  { id: 'json', text: 'JSON, with kinds' },
] as const;

const contents = [
  { id: 'values', text: 'Keys and values' },
  { id: 'keys', text: 'Keys only' },
] as const;

/** What to write, and where. The saved state is written; drafts are not. */
export function ExportForm({
  request,
  environments,
  path,
  onRequest,
  onPath,
  onWritten,
  onClose,
}: ExportFormProps) {
  const [error, setError] = useState<AppError>();
  const [busy, setBusy] = useState(false);
  const write: Command = {
    id: 'export.write',
    title: busy ? 'Writing…' : 'Write the file',
    group: 'Import and export',
    keys: ['Mod+Enter', 'Enter'],
    inFields: true,
    enabled: () => path.trim() !== '' && !busy,
    run: () => {
      setBusy(true);
      setError(undefined);
      ask('exports.write', { ...request, path })
        .then(onWritten, (thrown: unknown) => setError(asAppError(thrown)))
        .finally(() => setBusy(false));
    },
  };
  useCommands([write]);
  const change = (part: Partial<ExportRequest>) => onRequest({ ...request, ...part });
  return (
    <div className="export">
      <div className="export-choices">
        <Select
          label="Environment"
          options={environments.map(({ slug, name }) => ({ id: slug, text: name }))}
          value={request.env.slug}
          onChange={(slug) => change({ env: { ...request.env, slug } })}
        />
        <Select
          label="Format"
          options={formats}
          value={request.format}
          onChange={(format) => change({ format })}
        />
        <Select
          label="Content"
          options={contents}
          value={request.content}
          onChange={(content) => change({ content })}
        />
      </div>
      <TextField
        label="File"
        mono
        autoFocus
        value={path}
        onChange={onPath}
        hint="A new file that only you can read. ~ is your home folder. An existing file is never overwritten."
      />
      {request.content === 'values' && (
        <p className="note note-warn">
          Values are written as readable text, secrets too. Drafts are not written.
        </p>
      )}
      {error !== undefined && <ErrorNote error={error} />}
      <div className="export-actions">
        <Button onPress={onClose}>Cancel</Button>
        <CommandButton command={write} look="primary" />
      </div>
    </div>
  );
}
