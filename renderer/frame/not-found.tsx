import Search from 'lucide-react/icons/search';
import { useMissing, useReady } from '../router/ready.ts';
import { useGo } from '../router/use-go.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/states.tsx';

/** A path that names nothing, with the way out. */
export function NotFound({ what, name }: { readonly what: string; readonly name: string }) {
  const go = useGo();
  const title = `There is no ${what} “${name}”`;
  useMissing(title);
  useReady(true);
  return (
    <main className="alone">
      <EmptyState
        icon={<Search size={20} aria-hidden />}
        level={1}
        title={title}
        actions={
          <Button look="primary" autoFocus onPress={() => go.path('/')}>
            Go to the first environment
          </Button>
        }
      >
        <p>It may have been renamed or removed, or the link was not complete.</p>
      </EmptyState>
    </main>
  );
}
