import './toasts.css';
import CircleAlert from 'lucide-react/icons/circle-alert';
import CircleCheck from 'lucide-react/icons/circle-check';
import Info from 'lucide-react/icons/info';
import X from 'lucide-react/icons/x';
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { Command } from '../commands/command.ts';
import { useCommands, useMeans } from '../commands/use-commands.ts';
import { type Toast, type ToastAction, useToasts } from '../state/toasts.ts';
import { Button, IconButton } from './button.tsx';

const lastsMs = 6_000;
const icons = { good: CircleCheck, warn: CircleAlert, bad: CircleAlert, info: Info } as const;

/** The bar where toasts stand. The region is always there, so that a screen reader hears each one. */
export function Toasts() {
  const shown = useToasts((state) => state.shown);
  const dismissed = useToasts((state) => state.dismissed);
  const place = useRoomMade();
  const newest = shown.at(-1)?.id;
  useCommands([
    ...shown.toReversed().flatMap((toast) => commandOf(toast, dismissed) ?? []),
    {
      id: 'message.dismiss',
      title: 'Dismiss the newest message',
      group: 'Console',
      keys: ['Escape'],
      enabled: () => newest !== undefined,
      run: () => newest !== undefined && dismissed(newest),
    },
  ]);
  return (
    <section
      ref={place}
      className="toasts"
      aria-label="Messages"
      aria-live="polite"
      data-react-aria-top-layer="true"
    >
      {shown.map((toast) => (
        <ToastCard key={toast.id} toast={toast} chord={toast.id === newest ? 'Escape' : undefined} />
      ))}
    </section>
  );
}

const commandId = (id: number) => `message.${id}`;

/** Shows its key only where it is that key's meaning. */
function ActionButton({
  id,
  action,
  onPress,
}: {
  readonly id: number;
  readonly action: ToastAction;
  readonly onPress: () => void;
}) {
  const { label, chord } = action;
  const means = useMeans(chord ?? '', commandId(id));
  return (
    <Button look="quiet" chord={means ? chord : undefined} onPress={onPress}>
      {label}
    </Button>
  );
}

function commandOf({ id, text, action }: Toast, dismissed: (id: number) => void): Command | undefined {
  if (action?.chord === undefined) return undefined;
  const { label, chord, run } = action;
  return {
    id: commandId(id),
    title: `${label}: ${text}`,
    group: 'History',
    keys: [chord],
    run: () => {
      dismissed(id);
      run();
    },
  };
}

/** Nothing is covered: pages and dialogs end where the messages begin. */
function useRoomMade() {
  const place = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return;
    const { style } = document.documentElement;
    const observer = new ResizeObserver(() => style.setProperty('--messages', `${element.offsetHeight}px`));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return place;
}

function ToastCard({ toast, chord }: { readonly toast: Toast; readonly chord: string | undefined }) {
  const dismissed = useToasts((state) => state.dismissed);
  const { id, action } = toast;
  const stays = action !== undefined || toast.tone === 'bad';
  useEffect(() => {
    const timer = setTimeout(() => dismissed(id), stays ? 3 * lastsMs : lastsMs);
    return () => clearTimeout(timer);
  }, [id, stays, dismissed]);
  const Icon = icons[toast.tone];
  return (
    <div className={`toast toast-${toast.tone}`}>
      <Icon size={16} aria-hidden />
      <span>{toast.text}</span>
      {action !== undefined && (
        <ActionButton
          id={id}
          action={action}
          onPress={() => {
            dismissed(id);
            action.run();
          }}
        />
      )}
      <IconButton label="Dismiss" chord={chord} icon={<X size={14} />} onPress={() => dismissed(id)} />
    </div>
  );
}
