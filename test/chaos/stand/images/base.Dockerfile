# Stands in for node:22-slim where no registry of images is reachable: Debian by debootstrap, and Node and npm
# from packages of npm. The context is a folder with base.tar.
FROM scratch
ADD base.tar /
CMD ["node"]
