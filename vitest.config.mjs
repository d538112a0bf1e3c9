import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{kernel,extension,test}/**/*.test.{ts,mjs}'],
    exclude: ['**/node_modules/**', 'lib/**', 'test/learner/**'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'threads'
  }
});
