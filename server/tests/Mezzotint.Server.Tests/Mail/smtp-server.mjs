// A mail server for tests: prints its port, then each mail that it takes as a line of JSON.
// Arguments: certificate, key, name and password to log in with, and how many mails to refuse first.
import { readFileSync } from 'node:fs';
import { SMTPServer } from 'smtp-server';

const [cert, key, user, password, refusals] = process.argv.slice(2);
let refused = 0;
const server = new SMTPServer({
  cert: readFileSync(cert),
  key: readFileSync(key),
  authMethods: ['LOGIN'],
  onAuth: (auth, session, done) => auth.username === user && auth.password === password
    ? done(null, { user: auth.username })
    : done(new Error('Wrong name or password')),
  onData: (stream, session, done) => {
    let text = '';
    stream.setEncoding('utf8');
    stream.on('data', (part) => { text += part; });
    stream.on('end', () => {
      if (refused++ < Number(refusals)) {
        const busy = new Error('Come back later');
        busy.responseCode = 451;
        return done(busy);
      }
      const { mailFrom, rcptTo } = session.envelope;
      console.log(JSON.stringify({
        user: session.user, isSecure: session.secure, from: mailFrom.address, to: rcptTo[0].address, text,
      }));
      done();
    });
  },
});
server.on('error', () => {}); // a client that does not trust the certificate hangs up
server.listen(0, '127.0.0.1', () => console.log(server.server.address().port));
process.stdin.on('end', () => process.exit(0)).resume(); // ends with the tests
