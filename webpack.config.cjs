/** For the extension's build: the kernel's worker is carried along as it is, neither bundled again nor rewritten. */
module.exports = {
  module: { rules: [{ test: /\.bundle\.js$/, type: 'asset/resource' }] },
  optimization: { realContentHash: false }
};
