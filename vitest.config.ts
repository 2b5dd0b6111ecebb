import {defineConfig} from 'vitest/config';
import {LongFirst} from './test/long-first.ts';

export default defineConfig({
	test: {
		include: ['test/**/*.test.{ts,tsx}'],
		// Most tests wait for a server or a terminal: on two cores, four at once take half as long as two.
		maxWorkers: 4,
		sequence: {sequencer: LongFirst},
		// On a slow machine. A wait that is in vain ends sooner, and says what it saw.
		testTimeout: 240_000,
		hookTimeout: 240_000,
	},
});
