import { z } from 'zod';

// zod probes `new Function` otherwise, which the window's content policy refuses with a console error.
z.config({ jitless: true });
