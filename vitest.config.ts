import {defineConfig} from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/**/*.test.{ts,tsx}'],
		// Two cores: servers and terminals that the tests start need room beside the workers.
		maxWorkers: 2,
		testTimeout: 30_000,
		hookTimeout: 180_000,
	},
});
