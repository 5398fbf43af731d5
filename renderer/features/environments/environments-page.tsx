import { useReady } from '../../router/ready.ts';

export function EnvironmentsPage() {
  useReady(true);
  return <h1>Environments</h1>;
}
