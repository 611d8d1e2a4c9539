/** The address of a real service, without which a test of it cannot run and must not pass. */
export function service(name: 'TEST_DATABASE_URL' | 'TEST_MONGO_URL' | 'TEST_KAFKA_BROKERS'): string {
  const address = process.env[name];
  if (address === undefined) throw new Error(`${name} is not set: npm run test:services provides it`);
  return address;
}
