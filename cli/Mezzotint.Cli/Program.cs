Console.WriteLine("mezzotint");
