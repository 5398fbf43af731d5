import { useReady } from '../../router/ready.ts';

export function VariablesPage() {
  useReady(true);
  return <h1>Variables</h1>;
}
