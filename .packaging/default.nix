# Untried. A package for Nix: nix-build -E '(import <nixpkgs> { }).callPackage ./.packaging { }'
{ lib, rustPlatform }:

let
  inherit (lib.importTOML ../Cargo.toml) package;
in
rustPlatform.buildRustPackage {
  pname = package.name;
  inherit (package) version;

  src = lib.fileset.toSource {
    root = ../.;
    fileset = lib.fileset.gitTracked ../.;
  };
  cargoLock.lockFile = ../Cargo.lock;

  # The others want terminals, sound and a desktop.
  cargoTestFlags = [ "--lib" ];

  installPhase = ''
    runHook preInstall
    bash .packaging/install "$out" target/*/release/winddown
    runHook postInstall
  '';

  meta = {
    inherit (package) description;
    homepage = package.repository;
    license = lib.licenses.mit;
    mainProgram = package.name;
  };
}
