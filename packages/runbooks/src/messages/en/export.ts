/** What an export leaves out, or asks of its reader. */
export const exported = {
  'export.proofs-left-out':
    'The proofs between the steps are left out: look yourself whether each step had its effect.',
  'export.person': 'What a person does inside the guest stands as comments.',
  'export.secrets': 'Secrets are masked. Put them in before use.',
  'export.no-digest': 'The shell does not check whether somebody changed the configuration meanwhile.',
  'export.root-ticket': 'PVE takes some of these calls only with a ticket of root@pam, never with a token.',
  'export.shell-left-out': 'Commands of the shell stand as comments: the API has no call for them.',
  'export.ansible-tasks': 'Calls that PVE carries out as a task are started and not waited for.',
  'export.nothing': 'This form has no words for this plan.',
  'export.terraform-cannot': 'Terraform says what should be, not what should happen, and has no words for this plan.',
  'export.terraform-part': 'Only the attributes that this plan sets are written. Put them into the resource you have.',
} as const
