// An S3-compatible server for the tests: node server.js MODULES DIRECTORY BUCKET. Prints its port; ends when its input does, so that it never
// outlives the tests that started it.
'use strict';

const [modules, directory, bucket] = process.argv.slice(2);
const S3rver = require(`${modules}/s3rver`);

process.stdin.on('end', () => process.exit(0)).resume();
new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory, vhostBuckets: false, configureBuckets: [{ name: bucket }] })
  .run()
  .then(({ port }) => console.log(port));
