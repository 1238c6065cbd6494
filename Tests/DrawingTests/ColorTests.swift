import Drawing
import Testing

@Suite struct ColorTests {
    @Test(arguments: [
        ("r", 0xff0000), ("g", 0x008000), ("tab:orange", 0xff7f0e), ("SkyBlue", 0x87ceeb), ("#abc", 0xaabbcc),
        ("0.5", 0x808080),
        ("#12345680", 0x123456),
    ])
    func everySpellingOfAColourIsRead(name: String, hex: UInt32) throws {
        let color = try Color(named: name), wanted = Color(hex: hex)
        #expect(abs(color.red - wanted.red) < 0.01)
        #expect(abs(color.green - wanted.green) < 0.01)
        #expect(abs(color.blue - wanted.blue) < 0.01)
    }

    @Test(arguments: ["reddish", "#12", "#zzzzzz", "1.5", ""])
    func whatIsNoColourIsAnError(name: String) {
        #expect { try Color(named: name) } throws: { "\($0)".hasPrefix("'\(name)' is not a valid value for color") }
    }

    @Test func mapsEndInTheirOwnColours() throws {
        let viridis = try Colormap.named("viridis")
        #expect(viridis.table().prefix(3).elementsEqual([0x44, 0x01, 0x54]))
        #expect(viridis.table().suffix(3).elementsEqual([0xfd, 0xe7, 0x25]))
        #expect(try Colormap.named("gray_r").table().prefix(3).elementsEqual([255, 255, 255]))
        #expect(try Colormap.named("binary").table() == Colormap.named("gray_r").table())
        #expect { try Colormap.named("virids") } throws: { "\($0)".contains("'viridis'") }
    }

    @Test func everyMapHasAColourForEveryNumber() {
        for map in Colormap.all {
            #expect(map.tableCount == (map.isListed ? map.stops.count : 256))
            #expect(map.table().count == map.tableCount * 3)
            #expect(map.color(.nan) == map.color(0))
            #expect(map.color(-5) == map.color(0) && map.color(7) == map.color(1))
        }
    }

    @Test func formatStringsAreReadInAnyOrder() throws {
        #expect(try LineFormat("ro--") == LineFormat("--or"))
        let format = try LineFormat("ro--")
        #expect(format.symbol == .circle && format.dash == .dashed && format.color == Color(hex: 0xff0000))
        #expect(try LineFormat("k-.").dash == .dashDotted)
        #expect(try LineFormat("C1").color == Color.cycle[1])
        #expect(try LineFormat("green").symbol == nil)
        #expect(try LineFormat(".").symbol == .point)
        #expect { try LineFormat("q") } throws: { "\($0)".contains("unrecognized character 'q'") }
        #expect { try LineFormat("ro^") } throws: { "\($0)".contains("two marker symbols") }
    }
}
