import { type Asking, useAsk } from '../api/use-ask.ts';
import { confirm } from '../state/questions.ts';

/** Begin with empty data, after asking. The old file and its key are kept beside the new ones. */
export function useStartFresh(): Asking<'app.startFresh'> & { readonly begin: () => Promise<void> } {
  const fresh = useAsk('app.startFresh');
  const begin = async () => {
    const yes = await confirm({
      title: 'Start with empty data?',
      text: 'The old file and its key are kept beside the new one, under another name. Nothing is deleted.',
      yes: 'Start fresh',
    });
    if (yes) await fresh.go({});
  };
  return { ...fresh, begin };
}
