import {defineConfig} from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/**/*.test.{ts,tsx}'],
		// Most tests wait for a server or a terminal: on two cores, four at once take half as long as two.
		maxWorkers: 4,
		testTimeout: 30_000,
		hookTimeout: 180_000,
	},
});
