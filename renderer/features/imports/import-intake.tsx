import './import-intake.css';
import FileInput from 'lucide-react/icons/file-input';
import { useEffect, useState } from 'react';
import { useCommands } from '../../commands/use-commands.ts';
import { useIntake } from './use-intake.ts';

/** Takes files dropped, and files or text pasted, anywhere in the window; mounted once, above all pages. */
export function ImportIntake() {
  const intake = useIntake();
  const [over, setOver] = useState(false);
  useCommands([
    {
      id: 'import.pick',
      title: 'Import files…',
      group: 'Import and export',
      keys: ['Mod+O'],
      run: () => void intake.pick(),
    },
  ]);
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    const hover = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      setOver(false);
      if (!carriesFiles(event)) return;
      event.preventDefault();
      void intake.files([...(event.dataTransfer?.files ?? [])]);
    };
    const paste = (event: ClipboardEvent) => {
      const data = event.clipboardData;
      if (data === null || event.defaultPrevented || isField(event.target)) return;
      event.preventDefault();
      const text = data.getData('text/plain');
      if (data.files.length > 0) void intake.files([...data.files]);
      else if (text !== '') void intake.text(text);
    };
    window.addEventListener('dragenter', hover, { signal });
    window.addEventListener('dragover', hover, { signal });
    window.addEventListener('dragleave', leave, { signal });
    window.addEventListener('drop', drop, { signal });
    window.addEventListener('paste', paste, { signal });
    return () => stop.abort();
  }, [intake]);
  if (!over) return null;
  return (
    <div className="intake">
      <div className="intake-card">
        <FileInput size={24} aria-hidden />
        <strong>Drop to look at the files</strong>
        <span className="soft">Nothing is taken before you have seen what is in them.</span>
      </div>
    </div>
  );
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, [contenteditable=true]') !== null;
