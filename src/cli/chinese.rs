//! clap in Chinese: headings, usage lines, and a sentence with a remedy for every wrong argument.

use crate::diag::nearest;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use clap::{Arg, ArgAction, Command};

const TEMPLATE: &str = "{about}\n\n用法：{usage}\n\n{all-args}";

/// Gives a command and all its commands Chinese headings, usage lines and help options.
#[must_use]
pub fn localise(command: Command, name: &str) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_string()).collect();
    let top = !names.is_empty();
    let mut command = command
        .help_template(TEMPLATE)
        .subcommand_help_heading("命令")
        .subcommand_value_name("命令")
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .arg(Arg::new("help").short('h').long("help").action(ArgAction::Help).help("显示这份说明"));
    if top {
        let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
        command = command.arg(version.help("显示版本"));
    }
    command = command.mut_args(|arg| {
        let heading = if arg.is_positional() { "参数" } else { "选项" };
        arg.help_heading(heading).hide_default_value(true).hide_possible_values(true)
    });
    command = command.override_usage(format!("{name} [选项] <命令>"));
    for sub in names {
        let full = format!("{name} {sub}");
        command = command.mut_subcommand(sub, |sub| {
            let line = usage_of(&sub, &full);
            let leaf = !sub.has_subcommands();
            let sub = localise(sub, &full);
            if leaf { sub.override_usage(line) } else { sub }
        });
    }
    command
}

/// `kanxing new [选项] <体裁> <标题>`.
fn usage_of(command: &Command, name: &str) -> String {
    let mut line = format!("{name} [选项]");
    for arg in command.get_positionals() {
        let value = arg.get_value_names().and_then(|names| names.first()).map_or("值", |name| name.as_str());
        let many = if matches!(arg.get_action(), ArgAction::Append) { "…" } else { "" };
        match arg.is_required_set() {
            true => line += &format!(" <{value}>{many}"),
            false => line += &format!(" [{value}]{many}"),
        }
    }
    line
}

/// What clap has to say, in Chinese.
#[must_use]
pub fn say(error: &Error) -> String {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::DisplayVersion => {
            let text = error.render().to_string();
            let text = ["参数", "选项", "命令"].iter().fold(text, |text, heading| {
                text.replace(&format!("\n{heading}:\n"), &format!("\n{heading}：\n"))
            });
            text.trim_end().to_string()
        }
        _ => {
            let mut text = format!("用法错误：{}", sentence(error));
            for remedy in remedies(error) {
                text += &format!("\n  建议：{remedy}");
            }
            text
        }
    }
}

fn sentence(error: &Error) -> String {
    let arg = word(error, ContextKind::InvalidArg);
    let value = word(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument => format!("没有“{arg}”这个选项或参数。"),
        ErrorKind::InvalidSubcommand => {
            format!("没有“{}”这个命令。", word(error, ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand => "没有写命令。".to_string(),
        ErrorKind::InvalidValue if value.is_empty() => format!("“{arg}”后面没有写值。"),
        ErrorKind::InvalidValue => format!("“{arg}”不能取“{value}”。"),
        ErrorKind::ValueValidation => {
            let reason = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            format!("“{arg}”的值“{value}”不对：{reason}")
        }
        ErrorKind::MissingRequiredArgument => format!("缺少必填的{arg}。"),
        ErrorKind::ArgumentConflict => {
            format!("“{arg}”不能与“{}”同时使用，也不能重复。", word(error, ContextKind::PriorArg))
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("“{arg}”的值的个数不对。")
        }
        ErrorKind::NoEquals => format!("“{arg}”要写成“{arg}=值”。"),
        ErrorKind::InvalidUtf8 => "参数不是有效的 UTF-8 文字。".to_string(),
        _ => "参数有误。".to_string(),
    }
}

fn remedies(error: &Error) -> Vec<String> {
    let mut remedies = Vec::new();
    for kind in [ContextKind::SuggestedArg, ContextKind::SuggestedValue] {
        let near = word(error, kind);
        if !near.is_empty() {
            remedies.push(format!("你是不是想写“{near}”？"));
        }
    }
    let valid = word(error, ContextKind::ValidValue);
    if !valid.is_empty() {
        remedies.push(format!("可用的值：{valid}"));
    }
    match error.kind() {
        ErrorKind::InvalidSubcommand | ErrorKind::MissingSubcommand => {
            let command = super::arguments::command();
            let beside = word(error, ContextKind::ValidSubcommand);
            let names: Vec<&str> = match beside.is_empty() {
                true => command.get_subcommands().map(Command::get_name).collect(),
                false => beside.split('、').collect(),
            };
            let asked = word(error, ContextKind::InvalidSubcommand);
            // Below a command that has commands of its own, clap alone knows which those are.
            let below = word(error, ContextKind::SuggestedSubcommand);
            match nearest(&asked, names.iter().copied()) {
                Some(near) => remedies.push(format!("你是不是想写“{near}”？")),
                None if !below.is_empty() => remedies.push(format!("你是不是想写“{below}”？")),
                None => {}
            }
            remedies.push(format!("现有的命令：{}", names.join("、")));
        }
        _ => remedies.push("加 --help 可看全部选项".to_string()),
    }
    remedies
}

/// A piece of context as text; several are joined.
fn word(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => bare(text),
        Some(ContextValue::Strings(texts)) => {
            texts.iter().map(|text| bare(text)).collect::<Vec<_>>().join("、")
        }
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// An argument without the placeholder of its value: `--port <端口>` is `--port`.
fn bare(text: &str) -> String {
    match text.split_once(' ') {
        Some((flag, _)) if flag.starts_with('-') => flag.to_string(),
        _ => text.to_string(),
    }
}
