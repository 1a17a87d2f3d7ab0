#!/bin/sh
# Steward's forced command on this node. sshd starts it for Steward's key, whatever that key asks for. It runs the
# commands at the end of this file, each with checked arguments, and refuses everything else with exit status 126.
# Every call stands in the syslog under "steward". Leave it as it is: Steward compares it with its own copy.
set -fu
umask 077
IFS=' '
PATH=/usr/sbin:/usr/bin:/sbin:/bin
LC_ALL=C
root=
export PATH LC_ALL
asked=${SSH_ORIGINAL_COMMAND-}
longest=65536
exec 4>&1

note() { logger -t steward -p "auth.$1" -- "$2" </dev/null >/dev/null 2>&1 || :; }
# What is refused may hold anything; the log gets its plain characters.
refuse() {
  note warning "refused ($1): $(printf '%.200s' "$asked" | tr -c 'A-Za-z0-9 ./:@=_-' '?')"
  echo "steward-dispatch refuses: $1" >&2
  exit 126
}
fail() {
  note warning "failed ($1): $asked"
  echo "steward-dispatch: $1" >&2
  exit 1
}

# run SECONDS COMMAND...: with a clean environment, no input, a time limit and a limit of output.
run() {
  seconds=$1
  shift
  note info "runs: $asked"
  status=$({ { clean timeout -k 5 "$seconds" "$@" </dev/null 2>&1 3>&- 4>&-; echo "$?" >&3; } | head -c "$longest" >&4; } 3>&1)
  note info "ended with $status: $asked"
  exit "$status"
}
clean() { env -i PATH="$PATH" LC_ALL=C HOME=/root "$@"; }
digest() { clean timeout 20 sha256sum "$1" | cut -c 1-64; }

# The arguments. Each check ends the script unless the whole word is of its kind.
words() { [ "$count" -eq "$1" ] || refuse 'this command takes another number of words'; }
digits() { case $1 in '' | 0* | *[!0-9]*) refuse 'a number is wanted' ;; esac; }
vmid() {
  digits "$1"
  case $1 in ? | ?? | ??????????*) refuse 'a VMID is wanted' ;; esac
}
bytes() { digits "$1"; [ ${#1} -le 5 ] || refuse 'too long'; }
votes() { digits "$1"; [ ${#1} -le 2 ] || refuse 'a number of votes is wanted'; }
node() {
  case $1 in '' | -* | *- | *[!A-Za-z0-9-]*) refuse 'the name of a node is wanted' ;; esac
  [ ${#1} -le 63 ] || refuse 'the name of a node is wanted'
}
address() { case $1 in '' | [.-]* | *[!A-Za-z0-9.:-]*) refuse 'an address is wanted' ;; esac; }
sha256() {
  case $1 in *[!0-9a-f]*) refuse 'a SHA-256 is wanted' ;; esac
  [ ${#1} -eq 64 ] || refuse 'a SHA-256 is wanted'
}
service() {
  case $1 in
    pvestatd | pvedaemon | pveproxy | pvescheduler | pve-ha-lrm | pve-ha-crm | corosync | corosync-qdevice) ;;
    pve-cluster | pve-firewall | qmeventd | chrony) ;;
    *) refuse 'this service is not on the list' ;;
  esac
}
lock_file() {
  case $1 in
    /var/lock/qemu-server/lock-*.conf) id=${1#/var/lock/qemu-server/lock-} && vmid "${id%.conf}" ;;
    /run/lock/lxc/pve-config-*.lock) id=${1#/run/lock/lxc/pve-config-} && vmid "${id%.lock}" ;;
    *) refuse 'the lock file of a guest is wanted' ;;
  esac
}
key_file() {
  case $1 in
    /etc/ssh/ssh_host_ed25519_key.pub | /etc/ssh/ssh_host_rsa_key.pub | /etc/ssh/ssh_host_ecdsa_key.pub) ;;
    /etc/pve/nodes/*/ssh_known_hosts) id=${1#/etc/pve/nodes/} && node "${id%/ssh_known_hosts}" ;;
    *) refuse 'this file is not on the list' ;;
  esac
}

# What is left of a node that is no member any more: every file with its digest.
list_folder() {
  clean timeout 30 find "$root/etc/pve/nodes/$1" -type f -exec sha256sum '{}' + | sed "s|  $root/|  /|" | sort
}
folder_digest() { list_folder "$1" | sha256sum | cut -c 1-64; }
must_be_gone() {
  [ -d "$root/etc/pve/nodes/$1" ] || fail "there is no folder of $1"
  [ "$(uname -n)" != "$1" ] || fail "$1 is this very node"
  grep -q '^[[:space:]]*ring0_addr:' "$root/etc/pve/corosync.conf" || fail 'the members of the cluster cannot be read'
  ! grep -Eq "^[[:space:]]*name:[[:space:]]*$1[[:space:]]*\$" "$root/etc/pve/corosync.conf" || fail "$1 is a member"
}
show_folder() {
  must_be_gone "$1"
  note info "runs: $asked"
  list_folder "$1" | head -c "$longest"
  printf 'digest %s\n' "$(folder_digest "$1")"
}
remove_folder() {
  must_be_gone "$1"
  [ "$(folder_digest "$1")" = "$2" ] || fail 'the folder is not as it was listed'
  copy=$root/var/backups/steward-node-$1.tar
  note notice "runs: $asked"
  clean timeout 60 tar -C "$root/etc/pve/nodes" -cf "$copy" "$1" || fail 'no copy could be made'
  clean timeout 60 rm -r "$root/etc/pve/nodes/$1" || fail 'it could not be removed'
  echo "removed; a copy is in $copy"
}

# Files that are written take their new text from the input. Lines that name programs or files do not pass, nor does what
# a template engine would look at (ifupdown2 renders the file, comments too).
quorum_keys='allow_downscale|auto_tie_breaker|expected_votes|last_man_standing|last_man_standing_window|provider|two_node|wait_for_all'
device_keys='algorithm|host|model|sync_timeout|tie_breaker|timeout|tls|votes'
node_keys='debug|to_syslog|name|nodeid|quorum_votes|ring[0-7]_addr'
totem_keys='cluster_name|config_version|crypto_cipher|crypto_hash|ip_version|link_mode|secauth|token|token_coefficient|transport|version'
link_keys='bindnetaddr|knet_link_priority|knet_transport|linknumber|mcastport'
sections='device|interface|logging|net|node|nodelist|quorum|totem|heuristics'
corosync_line="#[A-Za-z0-9 .,:/_-]*|($sections) *\\{|\\}|($quorum_keys|$device_keys|$node_keys|$totem_keys|$link_keys): *[A-Za-z0-9.:_-]+"
address_line='(address|netmask|gateway|broadcast) [0-9A-Fa-f.:/]+|mtu [0-9]+'
bridge_line='bridge-(ports|vids|stp|fd|vlan-aware|pvid) [A-Za-z0-9. -]+|vlan-(id|raw-device) [A-Za-z0-9.]+'
bond_line='bond-(slaves|mode|miimon|primary|xmit-hash-policy|lacp-rate) [A-Za-z0-9.+ -]+'
iface_line='(auto|allow-hotplug) [A-Za-z0-9.]+|iface [A-Za-z0-9.]+ inet6? (static|manual|dhcp|auto)'
interfaces_line="#[A-Za-z0-9 .,:/_-]*|$iface_line|$address_line|$bridge_line|$bond_line"

# read_input BYTES LINES: exactly so many bytes, and only such lines.
read_input() {
  text=$(timeout 20 head -c "$1" | tr '\0' '\001' && echo .)
  text=${text%.}
  [ ${#text} -eq "$1" ] || fail 'the new text did not come as a whole'
  bad=$(printf '%s' "$text" | grep -Evc "^[[:blank:]]*($2)?[[:blank:]]*\$")
  [ "$bad" = 0 ] || fail 'the new text holds a line that is not allowed'
}
config_version() { sed -n 's/^[[:blank:]]*config_version: *\([1-9][0-9]*\)[[:blank:]]*$/\1/p'; }
must_be_unchanged() { [ "$(digest "$1")" = "$2" ] || fail "$1 has been changed meanwhile"; }
replace_corosync() {
  file=$root/etc/pve/corosync.conf
  read_input "$2" "$corosync_line"
  new=$(printf '%s' "$text" | config_version)
  old=$(config_version <"$file")
  digits "$new"
  digits "$old"
  [ "$new" -gt "$old" ] || fail "config_version must be higher than $old"
  must_be_unchanged "$file" "$1"
  note notice "runs: $asked"
  clean timeout 20 cp "$file" "$file.bak" || fail 'no copy could be made'
  printf '%s' "$text" >"$file.new" || fail 'it could not be written'
  clean timeout 20 mv "$file.new" "$file" || fail 'it could not be put in place'
  echo "replaced; the former one is $file.bak"
}
append_interfaces() {
  file=$root/etc/network/interfaces
  read_input "$2" "$interfaces_line"
  [ ! -e "$file.new" ] || fail "$file.new holds changes that wait for the next reload"
  must_be_unchanged "$file" "$1"
  note notice "runs: $asked"
  clean cp -p "$file" "$file.bak" || fail 'no copy could be made'
  clean cp -p "$file" "$file.steward" || fail 'no copy could be made'
  printf '%s' "$text" >>"$file.steward" || fail 'it could not be written'
  clean mv "$file.steward" "$file" || fail 'it could not be put in place'
  echo "appended; the former one is $file.bak"
}

[ -n "$asked" ] || refuse 'there is no shell here'
[ ${#asked} -le 400 ] || refuse 'too long'
case $asked in *[!A-Za-z0-9\ ./:@=_-]*) refuse 'a character that no command needs' ;; esac
# Split at blanks, nothing else: no quotes, no patterns (set -f), no evaluation.
# shellcheck disable=SC2086
set -- $asked
[ "$*" = "$asked" ] || refuse 'blanks that do not part two words'
count=$#

case $asked in
  'qm unlock '*) words 3 && vmid "$3" && run 30 qm unlock "$3" ;;
  'pct unlock '*) words 3 && vmid "$3" && run 30 pct unlock "$3" ;;
  'pct unmount '*) words 3 && vmid "$3" && run 60 pct unmount "$3" ;;
  'fuser -v '*) words 3 && lock_file "$3" && run 20 fuser -v "$3" ;;
  'systemctl is-active '*) words 3 && service "$3" && run 20 systemctl is-active "$3" ;;
  'systemctl restart '*) words 3 && service "$3" && run 120 systemctl restart "$3" ;;
  'pvecm status') run 20 pvecm status ;;
  'pvecm nodes') run 20 pvecm nodes ;;
  'pvecm expected '*) words 3 && votes "$3" && run 20 pvecm expected "$3" ;;
  'pvecm delnode '*) words 3 && node "$3" && run 60 pvecm delnode "$3" ;;
  'pvecm updatecerts') run 60 pvecm updatecerts ;;
  'pvecm updatecerts --unmerge-known-hosts') run 60 pvecm updatecerts --unmerge-known-hosts ;;
  'pvecm qdevice setup '*) words 4 && address "$4" && run 180 pvecm qdevice setup "$4" ;;
  'pvecm qdevice remove') run 180 pvecm qdevice remove ;;
  'node-folder list '*) words 3 && node "$3" && show_folder "$3" ;;
  'node-folder remove '*) words 4 && node "$3" && sha256 "$4" && remove_folder "$3" "$4" ;;
  'cat /etc/pve/corosync.conf') run 20 cat "$root/etc/pve/corosync.conf" ;;
  'corosync-conf replace '*) words 4 && sha256 "$3" && bytes "$4" && replace_corosync "$3" "$4" ;;
  'cat /etc/network/interfaces') run 20 cat "$root/etc/network/interfaces" ;;
  'interfaces append '*) words 4 && sha256 "$3" && bytes "$4" && append_interfaces "$3" "$4" ;;
  'ssh-keygen -lf '*) words 3 && key_file "$3" && run 20 ssh-keygen -lf "$root$3" ;;
  'chronyc -n tracking') run 20 chronyc -n tracking ;;
  'timedatectl show') run 20 timedatectl show ;;
  'apt-sources') run 20 grep -rs . "$root/etc/apt" '--include=*.list' '--include=*.sources' ;;
  'sha256sum /usr/local/sbin/steward-dispatch') run 20 sha256sum "$root/usr/local/sbin/steward-dispatch" ;;
  *) refuse 'this command is not on the list' ;;
esac
