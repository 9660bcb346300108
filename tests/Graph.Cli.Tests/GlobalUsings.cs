global using Graph.Testing;
global using Xunit;
