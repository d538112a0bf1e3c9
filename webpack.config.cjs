/** For the extension's build: the kernel's worker is carried along as it is, neither bundled again nor rewritten. */
module.exports = {
  performance: { hints: false },
  module: { rules: [{ test: /\.bundle\.js$/, type: 'asset/resource' }] },
  optimization: { realContentHash: false }
};
