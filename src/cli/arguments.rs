//! The arguments of the process: what every command takes, and which command it is.

use super::{Exit, build, check, chinese, completions, explain, init, list, new, schema, serve, stats, terminal, verify, wechat, why};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

/// All arguments.
#[derive(Debug, Parser)]
#[command(name = "kanxing", version, about = "刊行：一份稿件，同时出网站、公众号文章、书稿和电子书")]
pub struct Cli {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub command: Command,
}

/// What every command takes.
#[derive(Args, Clone, Debug)]
pub struct Common {
    #[arg(short = 'C', value_name = "目录", default_value = ".", global = true, help = "项目所在目录（其中有 content/），默认当前目录")]
    pub dir: PathBuf,
    #[arg(long, global = true, conflicts_with = "verbose", help = "只显示错误和结果")]
    pub quiet: bool,
    #[arg(long, global = true, help = "显示更多过程")]
    pub verbose: bool,
    #[arg(long, value_name = "何时", value_enum, default_value_t = Colour::Auto, global = true, help = "是否用颜色：auto、always、never")]
    pub color: Colour,
}

/// When output is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    Auto,
    Always,
    Never,
}

macro_rules! commands {
    ($($variant:ident $module:ident $about:literal;)*) => {
        /// The commands.
        #[derive(Debug, Subcommand)]
        pub enum Command {
            $(#[command(about = $about)] $variant($module::Arguments),)*
        }

        impl Command {
            /// # Errors
            /// Wrong usage, or a machine that failed.
            pub fn run(&self, common: &Common, terminal: &terminal::Terminal) -> anyhow::Result<Exit> {
                match self { $(Command::$variant(it) => it.run(common, terminal),)* }
            }
        }
    };
}

commands! {
    Init init "新建项目，带示例内容、主题和印刷模板";
    New new "新建稿件，各项填写说明写在注释里";
    Check check "检查全部内容，列出问题";
    Build build "生成网站、微信文章、书稿和电子书";
    Verify verify "核对磁盘上的成品与重新生成的结果是否逐字节一致";
    Serve serve "本机预览，随改随看";
    List list "列出未公开的稿件及原因";
    Stats stats "统计篇数、字数、图片和数据";
    Schema schema "写出各类 YAML 的 JSON Schema，供编辑器补全";
    Explain explain "说明一个问题代码的含义和改法";
    Why why "说明一个页面由什么生成、为何要重新生成";
    Wechat wechat "公众号：把文章送进草稿箱";
    Completions completions "输出命令行补全脚本";
}

/// Why there are no arguments: help was asked for, or they are wrong.
pub struct Stop {
    text: String,
    status: u8,
}

impl Stop {
    /// Prints the help or the mistake; the status of the process.
    #[must_use]
    pub fn show(&self) -> ExitCode {
        match self.status {
            0 => terminal::print(&self.text),
            _ => terminal::complain(&self.text),
        }
        ExitCode::from(self.status)
    }
}

/// Reads the arguments of the process.
///
/// # Errors
/// Help or version was asked for, or the arguments are wrong.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Cli, Stop> {
    command()
        .try_get_matches_from(arguments)
        .and_then(|matches| Cli::from_arg_matches(&matches))
        .map_err(|error| Stop { status: if error.use_stderr() { 2 } else { 0 }, text: chinese::say(&error) })
}

/// The command as clap knows it, in Chinese.
#[must_use]
pub fn command() -> clap::Command {
    chinese::localise(Cli::command(), "kanxing")
}
