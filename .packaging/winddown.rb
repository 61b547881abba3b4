# Untried, and nothing is at its address yet. A formula for Homebrew: put it into a tap of your own, then run
# `brew install --HEAD TAP/winddown`.
class Winddown < Formula
  desc "Bedtime routine guide in the terminal"
  homepage "https://github.com/winddown/winddown"
  license "MIT"
  head "https://github.com/winddown/winddown.git", branch: "main"

  depends_on "rust" => :build

  def install
    system "cargo", "install", *std_cargo_args
    generate_completions_from_executable(bin/"winddown", "completions")
    system bin/"winddown", "man", man1
  end

  test do
    assert_match "classic", shell_output("#{bin}/winddown routine list")
  end
end
