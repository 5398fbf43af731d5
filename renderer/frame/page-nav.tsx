import './page-nav.css';
import { ariaKeys } from '../commands/key-text.ts';
import { mac } from '../commands/keyboard.ts';
import { pages } from '../router/pages.ts';
import { pathOf } from '../router/paths.ts';
import { placeHere, useEnv } from '../router/use-env.ts';
import { useGo } from '../router/use-go.ts';
import { Kbd } from '../ui/kbd.tsx';

/** The pages of the environment, each with its key. */
export function PageNav() {
  const here = useEnv();
  const go = useGo();
  return (
    <nav className="page-nav" aria-label="Pages">
      {pages.map((page) => (
        <a
          key={page.slug}
          href={pathOf({ ...placeHere(here), page: page.slug })}
          className="page-link"
          aria-current={page.slug === here.page ? 'page' : undefined}
          aria-keyshortcuts={ariaKeys(`Alt+${page.digit}`, mac)}
          onClick={(event) => {
            event.preventDefault();
            go.wholePage(page.slug);
          }}
        >
          {page.title}
          <Kbd chord={`Alt+${page.digit}`} quiet />
        </a>
      ))}
    </nav>
  );
}
