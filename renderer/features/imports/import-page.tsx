import { useReady } from '../../router/ready.ts';

export function ImportPage() {
  useReady(true);
  return <h1>Import</h1>;
}
