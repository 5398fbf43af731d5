import FileUp from 'lucide-react/icons/file-up';
import { useEffect, useState } from 'react';
import { useMaybeEnv } from '../router/use-env.ts';
import { useGo } from '../router/use-go.ts';
import { looksLikeDotenv, putIncoming } from '../values/incoming.ts';
import { importTarget } from './use-frame-commands.ts';

const isField = (target: EventTarget | null) =>
  target instanceof Element && target.closest('input, textarea, [contenteditable=true]') !== null;

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;

/** Dropped files and pasted dotenv text, wherever they arrive, go to the import page. */
export function Arrivals() {
  const go = useGo();
  const here = useMaybeEnv();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const open = () => go.path('/import', here === undefined ? {} : importTarget(here));
    const handlers = {
      paste: (event: ClipboardEvent) => {
        const text = event.clipboardData?.getData('text/plain') ?? '';
        if (isField(event.target) || !looksLikeDotenv(text)) return;
        event.preventDefault();
        putIncoming({ type: 'text', text });
        open();
      },
      dragover: (event: DragEvent) => setOver(carriesFiles(event)),
      dragleave: (event: DragEvent) => {
        if (event.relatedTarget === null) setOver(false);
      },
      drop: (event: DragEvent) => {
        setOver(false);
        const files = [...(event.dataTransfer?.files ?? [])];
        if (files.length === 0) return;
        putIncoming({ type: 'files', files });
        open();
      },
    };
    window.addEventListener('paste', handlers.paste);
    window.addEventListener('dragover', handlers.dragover);
    window.addEventListener('dragleave', handlers.dragleave);
    window.addEventListener('drop', handlers.drop);
    return () => {
      window.removeEventListener('paste', handlers.paste);
      window.removeEventListener('dragover', handlers.dragover);
      window.removeEventListener('dragleave', handlers.dragleave);
      window.removeEventListener('drop', handlers.drop);
    };
  }, [go, here]);
  if (!over) return null;
  return (
    <div className="arrivals" aria-hidden="true">
      <FileUp size={24} />
      Drop .env files to look at them before anything is imported
    </div>
  );
}
