using System.CommandLine;
namespace Graph.Cli.Commands;
/// <summary>t</summary>
internal static class StoreSchema
{
    public static Command Init(CliEnvironment environment) => new("init", "x");
    public static Command Check(CliEnvironment environment) => new("check", "x");
}
