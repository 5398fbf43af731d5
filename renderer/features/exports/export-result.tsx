import GitBranch from 'lucide-react/icons/git-branch';
import type { Output } from '../../../core/ipc/contract.ts';
import { nameSome } from '../../api/error-text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { Name } from '../../ui/mono.tsx';
import type { ExportRequest } from './export-request.ts';

export interface ExportResultProps {
  readonly name: string;
  readonly kind: string | undefined;
  readonly request: ExportRequest;
  readonly result: Output<'exports.write'>;
  readonly onClose: () => void;
  readonly onJson: () => void;
}

/** Where the file is, what is not in it, and whether a commit could take it along. */
export function ExportResult({ name, kind, request, result, onClose, onJson }: ExportResultProps) {
  const { path, written, left, insideGit } = result;
  return (
    <Dialog
      title={`${name} was exported`}
      kind={kind}
      onClose={onClose}
      actions={
        <>
          {left.length > 0 && request.format === 'dotenv' && (
            <Button onPress={onJson}>Write JSON as well…</Button>
          )}
          <Button look="primary" autoFocus onPress={onClose}>
            Done
          </Button>
        </>
      }
    >
      <TextField
        label={`${written} ${written === 1 ? 'variable' : 'variables'} written to`}
        mono
        isReadOnly
        value={path}
      />
      {insideGit && (
        <p className="note note-warn" role="alert">
          <GitBranch size={16} aria-hidden />
          <span>
            The file lies in a git work tree that does not ignore it, so the next commit may take it along.
            Add it to .gitignore or move it.
          </span>
        </p>
      )}
      {left.length > 0 && (
        <div className="note note-warn" role="alert">
          <div>
            <strong>Not in the file: {nameSome(left)}.</strong> {whyLeft(request)}
            <ul className="export-left">
              {left.map((key) => (
                <li key={key}>
                  <Name text={key} />
                </li>
              ))}
            </ul>
          </div>
        </div>
      )}
    </Dialog>
  );
}

const whyLeft = ({ format, content }: ExportRequest): string =>
  content === 'keys'
    ? 'Programs that read such a file lose a name like this one.'
    : format === 'dotenv'
      ? 'Dotenv text has no way to write these values, or the server hides them. JSON can hold all that is not hidden.'
      : 'The server hides these values.';
