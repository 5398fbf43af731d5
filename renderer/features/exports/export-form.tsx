import type { Environment } from '../../../core/environment.ts';
import type { Output } from '../../../core/ipc/contract.ts';
import { useAsk } from '../../api/use-ask.ts';
import { TextField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Select } from '../../ui/select.tsx';
import type { ExportRequest } from './export-request.ts';

export interface ExportFormProps {
  readonly name: string;
  readonly kind: string | undefined;
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
  name,
  kind,
  request,
  environments,
  path,
  onRequest,
  onPath,
  onWritten,
  onClose,
}: ExportFormProps) {
  const write = useAsk('exports.write');
  const change = (part: Partial<ExportRequest>) => onRequest({ ...request, ...part });
  const submit = async () => {
    const written = await write.go({ ...request, path });
    if (written !== undefined) onWritten(written);
  };
  return (
    <FormDialog
      title={`Export ${name}`}
      kind={kind}
      onClose={onClose}
      submit={write.running ? 'Writing…' : 'Write the file'}
      may={path.trim() !== '' && !write.running}
      lacks={path.trim() === '' ? 'Say first where the file goes.' : undefined}
      onSubmit={submit}
      error={write.error}
    >
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
    </FormDialog>
  );
}
