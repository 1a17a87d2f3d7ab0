/** Certificates, package repositories and subscriptions. */
export const maintenance = {
  'certificate-expired.title': 'A certificate has expired',
  'certificate-expired.says': 'The proof of identity of a machine is no longer valid.',
  'certificate-expired.detail': '{{file}} on {{node}} has been expired for {{days}} d.',
  'certificate-expired.cost': 'Nodes refuse each other: moving guests, consoles and pages of other nodes fail.',
  'certificate-expiring.title': 'A certificate expires soon',
  'certificate-expiring.says':
    'The proof of identity of a machine must be renewed soon. Mostly that happens by itself.',
  'certificate-expiring.detail':
    '{{file}} on {{node}} expires in {{days}} d. PVE renews its own two weeks before, those by ACME about a month before.',
  'certificate-expiring.cost': 'After that date browsers warn, and nodes may refuse each other.',
  'repository-enterprise-without-subscription.title': 'Enterprise repository without subscription',
  'repository-enterprise-without-subscription.says':
    'This machine asks for updates at a place that does not let it in.',
  'repository-enterprise-without-subscription.detail':
    'On {{node}} {{repositories}} is enabled and the subscription is {{status}}.',
  'repository-enterprise-without-subscription.cost':
    'The update of package lists fails, so no updates arrive, security updates included.',
  'repository-none-enabled.title': 'No repository of PVE is enabled',
  'repository-none-enabled.says': 'This machine gets no updates for its virtualization software.',
  'repository-none-enabled.detail': 'Repositories enabled on {{node}}: {{enabled}}. None of them serves PVE.',
  'repository-none-enabled.cost': 'Security holes stay open, and upgrades pull in packages that do not fit.',
  'repository-test-enabled.title': 'A test repository is enabled',
  'repository-test-enabled.says': 'This machine gets updates that were not fully tried yet.',
  'repository-test-enabled.detail': 'Enabled on {{node}}: {{repositories}}.',
  'repository-test-enabled.cost': 'An update may break something that others would have found first.',
  'repository-suites-mixed.title': 'Repositories of different releases are mixed',
  'repository-suites-mixed.says': 'This machine gets software for two different releases of its system.',
  'repository-suites-mixed.detail':
    'Enabled on {{node}}: {{suites}}. During an upgrade this is normal for a short time.',
  'repository-suites-mixed.cost': 'The next update may remove PVE itself, or leave half of the system old.',
  'repository-file-broken.title': 'A repository file cannot be read',
  'repository-file-broken.says': 'A settings file for updates is damaged.',
  'repository-file-broken.detail': 'On {{node}}: {{files}}. The first says: {{error}}',
  'repository-file-broken.cost': 'No updates arrive until it is mended.',
  'subscription-expired.title': 'A subscription is no longer valid',
  'subscription-expired.says': 'The support contract of this machine has ended or is not accepted.',
  'subscription-expired.detail': 'The subscription of {{node}} is {{status}}; due date: {{due}}.',
  'subscription-expired.cost': 'No updates from the enterprise repository and no support. The guests are not affected.',
} as const
