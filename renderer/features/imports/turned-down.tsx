import CircleAlert from 'lucide-react/icons/circle-alert';
import { Name } from '../../ui/mono.tsx';
import type { Turned } from './offer.ts';

/** Files that gave nothing, each with the reason. */
export function TurnedDown({ files }: { readonly files: readonly Turned[] }) {
  if (files.length === 0) return null;
  return (
    <ul className="import-turned" aria-label="Files that were not read">
      {files.map(({ fileName, text }, position) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name
        <li key={position} className="note note-bad">
          <CircleAlert size={16} aria-hidden />
          <span>
            <Name text={fileName} /> {text}
          </span>
        </li>
      ))}
    </ul>
  );
}
